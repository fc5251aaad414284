import type { Term } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word that stands in one and the same pair this often is a piece of it: "lottery" of "lottery ticket". */
const MIN_PIECE_SHARE = 0.6;
/** A pair that goes on with one and the same word this often is written with it: "large language" + "models". */
const MIN_GOES_ON_SHARE = 0.5;
/** The same for a word before, which is more often a mere adjective: "hepatitis" + "C virus". */
const MIN_COMES_AFTER_SHARE = 0.7;

/** How a term stands in the corpus. */
export interface Phrase {
  /** As it is written most often, completed to a whole phrase. */
  readonly text: string;
  /** True for a word that hardly stands without one certain neighbour: the pair is the term. */
  readonly isPiece: boolean;
}

interface Uses {
  count: number;
  readonly texts: Map<string, number>;
  readonly before: Map<string, Map<string, number>>;
  readonly after: Map<string, Map<string, number>>;
}

/** The phrases of `wanted`, positions in `terms`. */
export function findPhrases(
  vocabulary: Vocabulary,
  terms: readonly Term[],
  wanted: Iterable<number>,
): Map<number, Phrase> {
  const uses = new Map<string, Uses>();
  const keys = new Map<number, string>();
  for (const term of wanted) {
    const key = terms[term]!.units.join(' ');
    keys.set(term, key);
    uses.set(key, { count: 0, texts: new Map(), before: new Map(), after: new Map() });
  }
  for (let row = 0; row < vocabulary.texts.length; row++) noteUses(vocabulary, row, uses);
  const phrases = new Map<number, Phrase>();
  for (const [term, key] of keys) {
    const found = uses.get(key)!;
    const text = mostOften(found.texts).text;
    const after = mostOften(merged(found.after));
    const before = mostOften(merged(found.before));
    if (terms[term]!.units.length === 1) {
      const isPiece = Math.max(after.count, before.count) >= MIN_PIECE_SHARE * found.count;
      phrases.set(term, { text, isPiece });
    } else {
      const goesOn = after.count >= MIN_GOES_ON_SHARE * found.count;
      const comesAfter = before.count >= MIN_COMES_AFTER_SHARE * found.count;
      const parts = [
        comesAfter ? mostOften(found.before.get(before.text)!).text : '',
        text,
        goesOn ? mostOften(found.after.get(after.text)!).text : '',
      ];
      phrases.set(term, { text: parts.join(' ').trim(), isPiece: false });
    }
  }
  return phrases;
}

function noteUses(
  { texts, spellings, strengths, keys }: Vocabulary,
  row: number,
  uses: Map<string, Uses>,
): void {
  const text = texts[row]!;
  const spellingAt = (at: number): string => spellings[text.spellings[at]!]!;
  const isWord = (at: number): boolean =>
    (text.units[at] ?? -1) >= 0 && strengths[text.units[at]!] !== 'stop';
  const note = (key: string, from: number, length: number): void => {
    const found = uses.get(key);
    if (found === undefined) return;
    found.count++;
    add(found.texts, length === 1 ? spellingAt(from) : `${spellingAt(from)} ${spellingAt(from + 1)}`);
    if (isWord(from - 1)) addNested(found.before, keys[text.units[from - 1]!]!, spellingAt(from - 1));
    if (isWord(from + length))
      addNested(found.after, keys[text.units[from + length]!]!, spellingAt(from + length));
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

function addNested(counts: Map<string, Map<string, number>>, key: string, spelling: string): void {
  let inner = counts.get(key);
  if (inner === undefined) {
    inner = new Map();
    counts.set(key, inner);
  }
  add(inner, spelling);
}

function merged(counts: Map<string, Map<string, number>>): Map<string, number> {
  return new Map(
    Array.from(counts, ([key, inner]) => [key, [...inner.values()].reduce((sum, count) => sum + count, 0)]),
  );
}

/** The most frequent; of equals the first in order of code points. */
function mostOften(counts: ReadonlyMap<string, number>): { text: string; count: number } {
  let best = { text: '', count: 0 };
  for (const [text, count] of counts) {
    if (count > best.count || (count === best.count && text < best.text)) best = { text, count };
  }
  return best;
}
