import type { Steps } from './steps.ts';
import { isFunctionWord } from './stop-words.ts';
import type { UnitTable } from './unit-table.ts';

interface Spelling {
  readonly text: string;
  /** Position in {@link UnitTable.spellings}. */
  readonly at: number;
  readonly isShort: boolean;
  readonly isPlural: boolean;
  uses: number;
}

interface Uses {
  readonly spellings: Map<string, Spelling>;
  /** Titles, and all places, that have the short form or the long one. */
  readonly short: { titles: number; places: number };
  readonly long: { titles: number; places: number };
}

/** Fewer titles than this tell nothing. */
const MIN_TITLES = 5;

/** Gives all that is written for an abbreviation one look: short or long, in the number that it had. */
export class Respeller {
  private readonly uses = new Map<number, Uses>();
  private readonly table: UnitTable;

  constructor(table: UnitTable) {
    this.table = table;
  }

  /** Notes that `text` was written for the unit; gives the position of its spelling, which {@link finish} sets right. */
  note(unit: number, text: string, isShort: boolean, isTitle: boolean): number {
    let uses = this.uses.get(unit);
    if (uses === undefined) {
      uses = { spellings: new Map(), short: { titles: 0, places: 0 }, long: { titles: 0, places: 0 } };
      this.uses.set(unit, uses);
    }
    const side = isShort ? uses.short : uses.long;
    side.places++;
    if (isTitle) side.titles++;
    let spelling = uses.spellings.get(text);
    if (spelling === undefined) {
      const at = this.table.spellings.push(text) - 1;
      spelling = {
        text,
        at,
        isShort,
        isPlural: isShort ? /\p{Lu}s$/u.test(text) : this.table.isPlural(text),
        uses: 0,
      };
      uses.spellings.set(text, spelling);
    }
    spelling.uses++;
    return spelling.at;
  }

  /** What the unit stands for, in lower case: of the noted forms with most words the commonest; '' for want of a long one. */
  longOf(unit: number): string {
    const longs = [...(this.uses.get(unit)?.spellings.values() ?? [])].filter(({ isShort }) => !isShort);
    const fullest = longs.sort((a, b) => countWords(b) - countWords(a) || byUses(a, b))[0];
    return fullest?.text.toLowerCase() ?? '';
  }

  /**
   * Titles decide, where authors write what a reader understands unaided; without enough of them, what is written more. Each use
   * keeps its number, as far as the chosen form was seen in it. The units of `unclear` are written out where they ever were. What
   * has "of" or "and" in it is no name for a map: SLAM.
   */
  *finish(unclear: ReadonlySet<number>): Steps<void> {
    for (const [unit, { spellings, short, long }] of this.uses) {
      const by = short.titles + long.titles >= MIN_TITLES ? 'titles' : 'places';
      const all = [...spellings.values()].sort(byUses);
      const usualLong = all.find((spelling) => !spelling.isShort)?.text ?? '';
      const isLoose = usualLong.split(' ').some(isFunctionWord);
      const isShort =
        long.places === 0 || (!unclear.has(unit) && short.places > 0 && (isLoose || short[by] > long[by]));
      const chosen = all.filter((spelling) => spelling.isShort === isShort);
      for (const { at, isPlural } of all)
        this.table.spellings[at] = (chosen.find((spelling) => spelling.isPlural === isPlural) ??
          chosen[0])!.text;
      yield;
    }
  }
}

function byUses(a: Spelling, b: Spelling): number {
  return b.uses - a.uses || (a.text < b.text ? -1 : 1);
}

function countWords({ text }: Spelling): number {
  return text.split(/[\s-]+/u).length;
}
