import { FormTable, keyOf, singularOf, spellingOf } from './forms.ts';
import { buildPhraseTree, findPhraseAt, type PhraseNode } from './phrase-tree.ts';
import { strengthOf, type WordStrength } from './stop-words.ts';

/** What a region is named from. */
export interface PaperText {
  readonly title: string;
  /** May be empty. */
  readonly abstract: string;
}

/** A paper as a sequence of units; -1 parts what does not belong together. The title comes first. */
interface UnitText {
  /** Positions in {@link Vocabulary.keys}. */
  readonly units: Int32Array;
  /** Beside each unit, how it was written: a position in {@link Vocabulary.spellings}. */
  readonly spellings: Int32Array;
  /** Units of the title. */
  readonly titleLength: number;
}

/**
 * The words of a corpus. All spellings of one word are one unit: case, singular and plural, `fine-tuning`,
 * `fine tuning` and `finetuning`.
 */
export interface Vocabulary {
  readonly texts: readonly UnitText[];
  /** For each unit its singular in lower case, without hyphens and spaces. */
  readonly keys: readonly string[];
  readonly strengths: readonly WordStrength[];
  readonly spellings: readonly string[];
}

/** Open spelling of a compound wins unless hyphens are used at least this often, as a share of it. */
const MIN_HYPHEN_SHARE = 0.25;
const MAX_PARTS = 4;

/** Reads the texts into units, in time and memory linear in their length. */
export function buildVocabulary(texts: readonly PaperText[]): Vocabulary {
  const forms = new FormTable();
  const streams = texts.map(({ title, abstract }) => ({
    title: forms.read(title, true),
    abstract: forms.read(abstract, false),
  }));
  const spellings = forms.list.map(spellingOf);
  const keys = forms.list.map(({ text }, at) => keyOf(text, spellings[at]!, forms));
  const compounds = findCompounds(
    streams.flatMap((stream) => [stream.title, stream.abstract]),
    forms,
    keys,
  );
  const table = new UnitTable(forms, keys, spellings, compounds);
  const unitTexts = streams.map(({ title, abstract }): UnitText => {
    const units: number[] = [];
    const written: number[] = [];
    table.append(title, units, written);
    const titleLength = units.length;
    units.push(-1);
    written.push(-1);
    table.append(abstract, units, written);
    return { units: Int32Array.from(units), spellings: Int32Array.from(written), titleLength };
  });
  return { texts: unitTexts, keys: table.keys, strengths: table.strengths, spellings: table.spellings };
}

/** Compounds usually written with hyphens, under their parts' keys joined by a space. */
function findCompounds(
  streams: readonly Int32Array[],
  forms: FormTable,
  keys: readonly string[],
): ReadonlySet<string> {
  const hyphened = new Map<string, number>();
  for (const { text, count } of [...forms.list]) {
    const parts = text.split('-');
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const key = parts.map((part) => singularOf(part, forms)).join(' ');
    hyphened.set(key, (hyphened.get(key) ?? 0) + count);
  }
  const tree = buildPhraseTree(hyphened.keys());
  const open = new Map<string, number>();
  for (const stream of streams) {
    for (let i = 0; i < stream.length; i++) {
      const phrase = findPhraseAt(tree, stream, i, keys)?.phrase;
      if (phrase != null) open.set(phrase, (open.get(phrase) ?? 0) + 1);
    }
  }
  const usual = [...hyphened].filter(([key, count]) => count >= MIN_HYPHEN_SHARE * (open.get(key) ?? 0));
  return new Set(usual.map(([key]) => key));
}

/** Turns streams of words into streams of units. */
class UnitTable {
  readonly keys: string[] = [];
  readonly strengths: WordStrength[] = [];
  readonly spellings: string[];
  private readonly numbers = new Map<string, number>();
  private readonly openSpellings = new Map<string, number>();
  private readonly tree: PhraseNode;
  /** For each form the units it is written as, and beside them their spellings; made on first use. */
  private readonly parts: (readonly (readonly [unit: number, spelling: number])[] | undefined)[] = [];
  private readonly forms: FormTable;
  private readonly wordKeys: readonly string[];
  private readonly compounds: ReadonlySet<string>;

  constructor(
    forms: FormTable,
    wordKeys: readonly string[],
    spellings: readonly string[],
    compounds: ReadonlySet<string>,
  ) {
    this.forms = forms;
    this.wordKeys = wordKeys;
    this.spellings = [...spellings];
    this.compounds = compounds;
    this.tree = buildPhraseTree(compounds);
  }

  append(stream: Int32Array, units: number[], written: number[]): void {
    for (let i = 0; i < stream.length; ) {
      if (i > 0 && (stream[i]! & 1) === 0) {
        units.push(-1);
        written.push(-1);
      }
      const length = findPhraseAt(this.tree, stream, i, this.wordKeys)?.depth ?? 0;
      if (length > 0) {
        const words = Array.from(stream.subarray(i, i + length), (word) => word >> 1);
        units.push(
          this.unitOf(
            words.map((word) => this.forms.list[word]!.text),
            words.map((word) => this.wordKeys[word]!).join(''),
          ),
        );
        written.push(this.openSpelling(words.map((word) => this.spellings[word]!).join(' ')));
        i += length;
        continue;
      }
      for (const [unit, spelling] of this.partsOf(stream[i]! >> 1)) {
        units.push(unit);
        written.push(spelling);
      }
      i++;
    }
  }

  /** A hyphened word that is usually written open is taken apart. */
  private partsOf(form: number): readonly (readonly [unit: number, spelling: number])[] {
    const known = this.parts[form];
    if (known !== undefined) return known;
    const { text } = this.forms.list[form]!;
    const parts = text.split('-');
    const singulars = parts.map((part) => singularOf(part, this.forms));
    const isWhole = parts.length === 1 || parts.length > MAX_PARTS || this.compounds.has(singulars.join(' '));
    const written = this.spellings[form]!.split('-');
    const made = isWhole
      ? [[this.unitOf(parts, this.wordKeys[form]!), form] as const]
      : parts.map((part, i) => [this.unitOf([part], singulars[i]!), this.openSpelling(written[i]!)] as const);
    this.parts[form] = made;
    return made;
  }

  private unitOf(parts: readonly string[], key: string): number {
    let unit = this.numbers.get(key);
    if (unit === undefined) {
      unit = this.keys.length;
      this.numbers.set(key, unit);
      this.keys.push(key);
      this.strengths.push(strengthOfCompound(parts));
    } else if (strengthOfCompound(parts) === 'stop') {
      // One key for a filler and another word: it stays out of names.
      this.strengths[unit] = 'stop';
    }
    return unit;
  }

  private openSpelling(text: string): number {
    let at = this.openSpellings.get(text);
    if (at === undefined) {
      at = this.spellings.length;
      this.openSpellings.set(text, at);
      this.spellings.push(text);
    }
    return at;
  }
}

function strengthOfCompound(parts: readonly string[]): WordStrength {
  const strengths = parts.map(strengthOf);
  if (strengths.includes('strong')) return 'strong';
  return strengths.includes('weak') ? 'weak' : 'stop';
}
