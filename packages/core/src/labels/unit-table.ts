import { type FormTable, singularOf } from './forms.ts';
import { buildPhraseTree, findPhraseAt, type PhraseNode } from './phrase-tree.ts';
import { strengthOf, type WordStrength } from './stop-words.ts';

/** Longer chains of hyphened words stay as they are. */
export const MAX_PARTS = 4;

/** A paper as a sequence of units; -1 parts what does not belong together. The title comes first. */
export interface UnitText {
  /** Positions in {@link UnitTable.keys}. */
  readonly units: Int32Array;
  /** Beside each unit, how it was written: a position in {@link UnitTable.spellings}. */
  readonly spellings: Int32Array;
  /** Units of the title. */
  readonly titleLength: number;
}

/** Turns streams of words into streams of units. */
export class UnitTable {
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

  /** The units of a piece of a text that was read before; null when it holds other words. */
  read(text: string): { units: number[]; spellings: number[] } | null {
    const stream = this.forms.find(text);
    if (stream === null) return null;
    const units: number[] = [];
    const spellings: number[] = [];
    this.append(stream, units, spellings);
    return { units, spellings };
  }

  /** One unit for several. */
  unitOfPhrase(units: readonly number[]): number {
    if (units.length === 1) return units[0]!;
    const parts = units.map((unit) => this.keys[unit]!);
    return this.unitOf(parts, parts.join(''));
  }

  /** True when the last word of a spelling is a plural. */
  isPlural(spelling: string): boolean {
    const word = /[^\s-]*$/u.exec(spelling.toLowerCase())![0];
    return singularOf(word, this.forms) !== word;
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
