import type { Steps } from './steps.ts';
import type { Term } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word that stands in one and the same pair this often is a piece of it: "lottery" of "lottery ticket". */
const MIN_PIECE_SHARE = 0.6;
/** A pair that goes on with one and the same word this often is written with it: "large language" + "models". */
const MIN_GOES_ON_SHARE = 0.5;
/** The same for a word before, which is more often a mere adjective: "hepatitis" + "C virus". */
const MIN_COMES_AFTER_SHARE = 0.7;

/** And this often at least: one sentence makes no phrase. */
const MIN_COMPLETED = 3;
/** A pair that goes on in more than this share of its uses is no phrase. */
const MAX_OPEN_SHARE = 0.85;

/** How a term stands in the corpus. */
export interface Phrase {
  /** As it is written most often, completed to a whole phrase. */
  readonly text: string;
  /** The same with all abbreviations written out, in lower case; for comparison only. */
  readonly long: string;
  /** True for what hardly stands without further words: the whole is the term. */
  readonly isPiece: boolean;
}

interface Uses {
  count: number;
  readonly texts: Map<string, number>;
  /** The units that stand before it and after it, and how they are written there. */
  readonly before: Neighbors;
  readonly after: Neighbors;
}

type Neighbors = Map<number, Map<string, number>>;

/** The phrases of `wanted`, positions in `terms`. */
export function* findPhrases(
  vocabulary: Vocabulary,
  terms: readonly Term[],
  wanted: Iterable<number>,
): Steps<Map<number, Phrase>> {
  const uses = new Map<string, Uses>();
  const keys = new Map<number, string>();
  for (const term of wanted) {
    const key = terms[term]!.units.join(' ');
    keys.set(term, key);
    uses.set(key, { count: 0, texts: new Map(), before: new Map(), after: new Map() });
  }
  for (let row = 0; row < vocabulary.texts.length; row++) {
    noteUses(vocabulary, row, uses);
    yield;
  }
  const longOf = (unit: number): string => vocabulary.longForms.get(unit) ?? vocabulary.keys[unit]!;
  const phrases = new Map<number, Phrase>();
  for (const [term, key] of keys) {
    const { units } = terms[term]!;
    const long = units.map(longOf).join(' ');
    const found = uses.get(key)!;
    const { text, isPiece } = units.length === 1 ? toWord(found) : toPhrase(found, vocabulary.isHead);
    phrases.set(term, { text, long, isPiece });
    yield;
  }
  return phrases;
}

function toWord({ count, texts, before, after }: Uses): { text: string; isPiece: boolean } {
  const most = Math.max(mostOften(merged(after)).count, mostOften(merged(before)).count);
  return { text: mostOften(texts).text!, isPiece: most >= MIN_PIECE_SHARE * count };
}

/** Completed by the words that it stands with. What always goes on, in one way or another, is no whole: "large language". */
function toPhrase(
  { count, texts, before, after }: Uses,
  isHead: readonly boolean[],
): { text: string; isPiece: boolean } {
  const afters = merged(after);
  const [next, previous] = [mostOften(afters), mostOften(merged(before))];
  const parts = [mostOften(texts).text!];
  if (previous.count >= Math.max(MIN_COMPLETED, MIN_COMES_AFTER_SHARE * count))
    parts.unshift(mostOften(before.get(previous.text!)!).text!);
  if (next.count >= Math.max(MIN_COMPLETED, MIN_GOES_ON_SHARE * count)) {
    parts.push(mostOften(after.get(next.text!)!).text!);
    return { text: parts.join(' '), isPiece: !isHead[next.text!] };
  }
  const goesOn = [...afters.values()].reduce((sum, uses) => sum + uses, 0);
  return { text: parts.join(' '), isPiece: goesOn > MAX_OPEN_SHARE * count };
}

function noteUses({ texts, spellings, strengths }: Vocabulary, row: number, uses: Map<string, Uses>): void {
  const text = texts[row]!;
  const spellingAt = (at: number): string => spellings[text.spellings[at]!]!;
  const isWord = (at: number): boolean =>
    (text.units[at] ?? -1) >= 0 && strengths[text.units[at]!] !== 'stop';
  const note = (key: string, from: number, length: number): void => {
    const found = uses.get(key);
    if (found === undefined) return;
    found.count++;
    add(found.texts, length === 1 ? spellingAt(from) : `${spellingAt(from)} ${spellingAt(from + 1)}`);
    if (isWord(from - 1)) addNested(found.before, text.units[from - 1]!, spellingAt(from - 1));
    if (isWord(from + length)) addNested(found.after, text.units[from + length]!, spellingAt(from + length));
  };
  for (let at = 0; at < text.units.length; at++) {
    if (!isWord(at)) continue;
    note(`${text.units[at]}`, at, 1);
    if (isWord(at + 1)) note(`${text.units[at]} ${text.units[at + 1]}`, at, 2);
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function addNested(counts: Neighbors, unit: number, spelling: string): void {
  let inner = counts.get(unit);
  if (inner === undefined) {
    inner = new Map();
    counts.set(unit, inner);
  }
  add(inner, spelling);
}

function merged(counts: Neighbors): Map<number, number> {
  return new Map(
    Array.from(counts, ([unit, inner]) => [unit, [...inner.values()].reduce((sum, count) => sum + count, 0)]),
  );
}

/** The most frequent; of equals the first in order. */
function mostOften<T extends string | number>(
  counts: ReadonlyMap<T, number>,
): { text: T | null; count: number } {
  let text: T | null = null;
  let most = 0;
  for (const [other, count] of counts) {
    if (count > most || (count === most && text !== null && other < text)) {
      text = other;
      most = count;
    }
  }
  return { text, count: most };
}
