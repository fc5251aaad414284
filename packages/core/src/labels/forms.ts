import type { Steps } from './steps.ts';
import { strengthOf } from './stop-words.ts';
import { readWords, type Word } from './words.ts';

/** A capital first letter is kept when this share of the uses amid a sentence has it: "Bayesian", but not "Transformer". */
const MIN_CAPITAL_SHARE = 0.75;
/** The same for capitals further on: LLM, mRNA. */
const MIN_SYMBOL_SHARE = 0.4;

/** What a capital first letter tells beside another one: it may be there to explain an abbreviation. */
const RUN_WEIGHT = 0.25;
const CAPITAL = /^\p{Lu}/u;
/** Capitals further on. */
const INNER_CAPITAL = /[\p{L}\p{N}]\p{Lu}/u;

/** A word in lower case, with what was seen of its case. */
export interface Form {
  readonly text: string;
  count: number;
  /** Uses that tell of its case, and of these the ones with capitals, by spelling. */
  caseCount: number;
  readonly capitals: Map<string, number>;
}

/** Words are numbered in order of appearance; a stream holds 2 × number, + 1 where the word follows the one before. */
export class FormTable {
  readonly list: Form[] = [];
  private readonly numbers = new Map<string, number>();

  has(text: string): boolean {
    return this.numbers.has(text);
  }

  read(text: string, isTitle: boolean): Int32Array {
    const shouted = text === text.toUpperCase();
    const words = readWords(text.normalize('NFKC'));
    const stream = new Int32Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      const at = this.numberOf(word.text.toLowerCase());
      const form = this.list[at]!;
      form.count++;
      if (!shouted && !(word.opens && isShouted(word.text)))
        noteCase(form, word.text, isTitle || word.opens, isInRun(words, i));
      stream[i] = 2 * at + (word.follows ? 1 : 0);
    }
    return stream;
  }

  /** The stream of a text whose words were all read before, or null. */
  find(text: string): Int32Array | null {
    const words = readWords(text.normalize('NFKC'));
    const stream = new Int32Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const at = this.numbers.get(words[i]!.text.toLowerCase());
      if (at === undefined) return null;
      stream[i] = 2 * at + (words[i]!.follows ? 1 : 0);
    }
    return stream;
  }

  private numberOf(text: string): number {
    let at = this.numbers.get(text);
    if (at === undefined) {
      at = this.list.length;
      this.numbers.set(text, at);
      this.list.push({ text, count: 0, caseCount: 0, capitals: new Map() });
    }
    return at;
  }
}

/** The headings of structured abstracts: "DESIGN". */
function isShouted(word: string): boolean {
  return word.length > 3 && word === word.toUpperCase();
}

/** Beside another capital, as in "Large Language Models (LLMs)" and in "Monte Carlo". */
function isInRun(words: readonly Word[], at: number): boolean {
  const before = words[at]!.follows && CAPITAL.test(words[at - 1]?.text ?? '');
  return before || ((words[at + 1]?.follows ?? false) && CAPITAL.test(words[at + 1]!.text));
}

/** Where any word is capitalised, a capital first letter tells nothing; capitals further on always do: LLM, mRNA. */
function noteCase(form: Form, written: string, anyCapital: boolean, inRun: boolean): void {
  const isCapital = written !== form.text;
  if (!isCapital) {
    if (!anyCapital) form.caseCount++;
    return;
  }
  const onlyFirst = !INNER_CAPITAL.test(written);
  if (anyCapital && onlyFirst) return;
  const weight = onlyFirst && inRun ? RUN_WEIGHT : 1;
  form.caseCount += weight;
  form.capitals.set(written, (form.capitals.get(written) ?? 0) + weight);
}

/** The spelling of each form; hyphened words are written as their parts are: "parameter-efficient", "Monte-Carlo". */
export function* spellingsOf(forms: FormTable): Steps<string[]> {
  const spellings: string[] = [];
  for (const form of forms.list) {
    spellings.push(spellingOf(form));
    yield;
  }
  const partOf = (part: string): string => {
    const at = forms.find(part)?.[0];
    return at === undefined ? part : spellings[at >> 1]!;
  };
  const whole: string[] = [];
  for (const spelling of spellings) {
    whole.push(
      !spelling.includes('-') || INNER_CAPITAL.test(spelling)
        ? spelling
        : spelling
            .split('-')
            .map((part) => (CAPITAL.test(part) && part.length > 1 ? partOf(part) : part))
            .join('-'),
    );
    yield;
  }
  return whole;
}

/** As people write it: in lower case unless its capitals are its own. */
function spellingOf({ text, caseCount, capitals }: Form): string {
  let best = text;
  let most = 0;
  for (const [spelling, count] of capitals) {
    if (count > most || (count === most && spelling < best)) {
      best = spelling;
      most = count;
    }
  }
  // A letter that stands alone is a symbol: "vitamin D" also where "d" is a number elsewhere.
  const isSymbol = best.length === 1 || INNER_CAPITAL.test(best);
  const isOwn = isSymbol
    ? most >= caseCount * MIN_SYMBOL_SHARE
    : most >= Math.max(1, caseCount * MIN_CAPITAL_SHARE);
  return isOwn ? best : text;
}

/** The singular, without hyphens. */
export function keyOf(text: string, spelling: string, forms: FormTable): string {
  if (spelling === spelling.toUpperCase()) return text.replaceAll('-', '');
  return text
    .split('-')
    .map((part) => singularOf(part, forms))
    .join('');
}

/** Only what the corpus has in the singular too is taken for a plural, and only if the two say as much: not "news". */
export function singularOf(word: string, forms: FormTable): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|ics)$/u.test(word)) return word;
  const candidates = [word.slice(0, -1)];
  if (word.endsWith('ies')) candidates.unshift(`${word.slice(0, -3)}y`);
  if (word.endsWith('es')) candidates.push(word.slice(0, -2), `${word.slice(0, -2)}is`);
  const strength = strengthOf(word);
  const isSingular = (candidate: string): boolean =>
    candidate.length > 1 && forms.has(candidate) && strengthOf(candidate) === strength;
  return candidates.find(isSingular) ?? word;
}
