import type { ColumnValue, TextValue } from './paper-filter.ts';
import { isNumberText } from './query-values.ts';
import { createWordsTest, foldText, type TextTest } from './text-match.ts';

export type ValueTest = (value: string | number | boolean) => boolean;

/** Tests text for one of several values: words in it, or the whole. */
export function createTextTest(
  values: readonly TextValue[],
  contains: (sought: string) => TextTest,
): TextTest {
  const tests = values.map((value): TextTest => {
    if (typeof value === 'string') return contains(value);
    const whole = foldText(value.is);
    return (text) => foldText(text) === whole;
  });
  return (text) => tests.some((test) => test(text));
}

/** Tests text for words in a row. */
export function containsWords(sought: string): TextTest {
  const test = createWordsTest(sought);
  return (text) => test(foldText(text));
}

/** Tests a value of a column for one of several. */
export function createValueTest(values: readonly ColumnValue[]): ValueTest {
  const tests = values.map(createOneTest);
  return (value) => tests.some((test) => test(value));
}

function createOneTest(sought: ColumnValue): ValueTest {
  if (typeof sought === 'number') return (value) => numberOf(value) === sought;
  if (typeof sought === 'object' && !('is' in sought)) {
    const { above, from, to, below } = sought;
    return (value) => {
      const number = numberOf(value);
      if (number === null) return false;
      if (above !== undefined && !(number > above)) return false;
      if (from !== undefined && !(number >= from)) return false;
      if (to !== undefined && !(number <= to)) return false;
      return below === undefined || number < below;
    };
  }
  const test = createTextTest([sought], containsWords);
  const text = typeof sought === 'string' ? sought : sought.is;
  const number = isNumberText(text) ? Number(text) : null;
  return (value) => (typeof value === 'number' ? value === number : test(String(value)));
}

/** A number, or text that is one: formats such as CSV know no other. */
function numberOf(value: string | number | boolean): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && isNumberText(value) ? Number(value) : null;
}
