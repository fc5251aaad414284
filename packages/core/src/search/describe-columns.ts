import type { PaperCard } from '../papers/paper-card.ts';
import { type CodedValues, createCardTable, type PaperTable } from './paper-table.ts';
import { isNumberText } from './query-values.ts';
import { foldText } from './text-match.ts';
import { holdTextRows } from './text-rows.ts';

/** What the papers have in one field or column: for filters and for colours. */
export interface ColumnDescription {
  /** As the query language names it: `year`, `venue`, `category`, `author`, or a column of `extra`. */
  readonly name: string;
  readonly isExtra: boolean;
  /** `number` when all values are numbers, or text that is one; `list` when a paper may have several. */
  readonly kind: 'number' | 'text' | 'list';
  /** Papers with a value. */
  readonly papers: number;
  /** Different values; those that differ only in case, accents or signs are one. */
  readonly distinct: number;
  /** Least and greatest of a `number`; else null. */
  readonly range: readonly [least: number, greatest: number] | null;
  /** The most common values first, at most `maxValues`: each in its most common spelling, with the papers that have it. `{ is: value }` accepts just these. */
  readonly values: readonly { readonly value: string | number; readonly papers: number }[];
}

export interface DescribeColumnsOptions {
  /** Values listed of each column, ≥ 0; default 100. */
  readonly maxValues?: number | undefined;
}

/** The fields and columns in which at least one paper has a value: year, venue, category, author, then `extra` in its order. */
export function describeColumns(
  papers: readonly PaperCard[],
  { maxValues = 100 }: DescribeColumnsOptions = {},
): ColumnDescription[] {
  return describeTable(createCardTable(papers, NO_TEXTS), maxValues);
}

/** Of texts nothing is described. */
const NO_TEXTS = holdTextRows([]);

function describeTable(table: PaperTable, maxValues: number): ColumnDescription[] {
  const isList = (name: string): boolean => table.papers.some(({ extra }) => Array.isArray(extra[name]));
  const years: CodedValues = table.coded('year');
  return [
    describeValues('year', years, { isExtra: false, isList: false, maxValues }),
    describeValues('venue', table.coded('venue'), { isExtra: false, isList: false, maxValues }),
    describeValues('category', table.coded('categories'), { isExtra: false, isList: true, maxValues }),
    describeValues('author', table.coded('authors'), { isExtra: false, isList: true, maxValues }),
    ...table
      .columnNames()
      .map((name) =>
        describeValues(name, table.column(name), { isExtra: true, isList: isList(name), maxValues }),
      ),
  ].filter(({ papers }) => papers > 0);
}

/** Papers that have one value, in each of its spellings. */
interface ValueGroup {
  papers: number;
  readonly spellings: Map<number, number>;
}

function describeValues(
  name: string,
  coded: CodedValues,
  how: { readonly isExtra: boolean; readonly isList: boolean; readonly maxValues: number },
): ColumnDescription {
  const isNumber =
    !how.isList && coded.values.length > 0 && coded.values.every((value) => numberOf(value) !== null);
  const keys = coded.values.map((value) => (isNumber ? `${numberOf(value)}` : keyOf(value)));
  const groups = new Map<string, ValueGroup>();
  let papers = 0;
  for (let row = 0; row + 1 < coded.offsets.length; row++) {
    const codes = coded.codes.subarray(coded.offsets[row], coded.offsets[row + 1]);
    if (codes.length > 0) papers++;
    const seen = new Set<string>();
    for (const code of codes) {
      const key = keys[code]!;
      const group = groups.get(key) ?? { papers: 0, spellings: new Map<number, number>() };
      groups.set(key, group);
      group.spellings.set(code, (group.spellings.get(code) ?? 0) + 1);
      // A list may name one value twice.
      if (!seen.has(key)) group.papers++;
      seen.add(key);
    }
  }
  const spelling = ({ spellings }: ValueGroup): string | number => {
    const [code] = [...spellings].reduce((a, b) => (b[1] > a[1] ? b : a));
    const value = coded.values[code]!;
    return isNumber ? numberOf(value)! : String(value);
  };
  const common = [...groups.values()].sort((a, b) => b.papers - a.papers).slice(0, how.maxValues);
  return {
    name,
    isExtra: how.isExtra,
    kind: how.isList ? 'list' : isNumber ? 'number' : 'text',
    papers,
    distinct: groups.size,
    range: isNumber ? rangeOf(coded) : null,
    values: common.map((group) => ({ value: spelling(group), papers: group.papers })),
  };
}

/** Equal for values that a filter takes for one. */
function keyOf(value: string | number | boolean): string {
  return typeof value === 'string' ? foldText(value) : `${value}`;
}

function numberOf(value: string | number | boolean): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && isNumberText(value) ? Number(value) : null;
}

function rangeOf({ values }: CodedValues): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const number = numberOf(value)!;
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  }
  return [least, greatest];
}
