import { findDefinitions } from './abbreviations.ts';
import type { Steps } from './steps.ts';
import type { UnitTable } from './unit-table.ts';

/** What a short form stands for, with all the ways to write it out: nets and networks, randomised and randomized. */
export interface Sense {
  readonly variants: Map<string, Variant>;
  /** Papers that define it. */
  rows: number;
  /** The units of the commonest variant. */
  usual: readonly number[];
  /** The one unit for all of it; -1 where the sense is not sure enough to have one. */
  unit: number;
}

interface Variant {
  readonly units: readonly number[];
  rows: number;
}

/** A short form means this where papers do not say otherwise when it has this share of its definitions. */
const MIN_SENSE_SHARE = 0.7;
/** And when this share of the papers that use it define it: one odd definition does not make DNA a neural network. */
const MIN_DEFINED_SHARE = 0.05;
/** A single paper speaks for itself and for few others. */
const MAX_USERS_OF_SINGLE = 4;
const MAX_UNITS = 8;
/** One word is only a long form when this share of the papers that use it abbreviate it: "tuberculosis (TB)", not "cells (CE)". */
const MIN_ABBREVIATED_SHARE = 0.02;
/** A number of its own is no unit: without it, all kinds of interleukin would be one. */
const LONE_NUMBER = /(?:^|\s)\P{L}+(?:\s|$)/u;
/** Long forms whose first words begin alike are one sense. */
const PREFIX_LENGTH = 5;

/** The abbreviations of a corpus: which paper defines what. */
export class SenseTable {
  private readonly senses = new Map<number, Map<string, Sense>>();
  private readonly ofRow: (Map<number, Sense> | undefined)[] = [];
  private readonly everywhere = new Map<number, number>();
  private readonly table: UnitTable;

  constructor(table: UnitTable) {
    this.table = table;
  }

  /** Reads the definitions of a paper. */
  read(row: number, text: string): void {
    for (const { short, long } of findDefinitions(text.normalize('NFKC'))) {
      const unit = this.symbolOf(short);
      const units = LONE_NUMBER.test(long) ? undefined : this.table.read(long)?.units;
      if (unit === null || units === undefined || !this.isPhrase(units) || units.includes(unit)) continue;
      this.add(row, unit, units);
    }
  }

  /** The unit of a short form, unless the corpus has it as a plain word or a filler too: "SMART", "OR". */
  private symbolOf(short: string): number | null {
    const { units, spellings } = this.table.read(short) ?? { units: [], spellings: [] };
    if (units.length !== 1 || this.table.strengths[units[0]!] === 'stop') return null;
    return /\p{Lu}/u.test(this.table.spellings[spellings[0]!]!) ? units[0]! : null;
  }

  private isPhrase(units: readonly number[]): boolean {
    if (units.length === 0 || units.length > MAX_UNITS || units.includes(-1)) return false;
    return [units[0]!, units.at(-1)!].every((unit) => this.table.strengths[unit] !== 'stop');
  }

  private add(row: number, short: number, units: readonly number[]): void {
    let own = this.ofRow[row];
    if (own === undefined) {
      own = new Map();
      this.ofRow[row] = own;
    }
    if (own.has(short)) return;
    const senses = getOrAdd(this.senses, short, () => new Map<string, Sense>());
    const prefix = this.table.keys[units[0]!]!.slice(0, PREFIX_LENGTH);
    const sense = getOrAdd(senses, prefix, () => ({ variants: new Map(), usual: units, rows: 0, unit: -1 }));
    getOrAdd(sense.variants, units.join(' '), (): Variant => ({ units, rows: 0 })).rows++;
    sense.rows++;
    own.set(short, sense);
  }

  /** Gives units to the senses that are sure enough; `users` are the papers that use each unit. */
  *settle(users: ReadonlyMap<number, number>): Steps<void> {
    for (const [short, senses] of this.senses) {
      const defined = [...senses.values()].reduce((sum, { rows }) => sum + rows, 0);
      const used = users.get(short) ?? 0;
      for (const sense of senses.values()) {
        const isSure =
          sense.rows >= MIN_SENSE_SHARE * defined &&
          sense.rows >= MIN_DEFINED_SHARE * used &&
          (sense.rows > 1 || used <= MAX_USERS_OF_SINGLE);
        const units = usualUnits(sense);
        const isWord = units.length === 1 && sense.rows < MIN_ABBREVIATED_SHARE * (users.get(units[0]!) ?? 0);
        if (isWord || (!isSure && sense.rows < 2)) continue;
        sense.usual = units;
        sense.unit = this.table.unitOfPhrase(units);
        dropExtended(sense);
        if (isSure) this.everywhere.set(short, sense.unit);
      }
      yield;
    }
  }

  /** The unit that a short form stands for in a paper; -1 for any other unit. */
  meaningOf(row: number, short: number): number {
    const own = this.ofRow[row]?.get(short)?.unit ?? -1;
    return own >= 0 ? own : this.usualMeaningOf(short);
  }

  usualMeaningOf(short: number): number {
    return this.everywhere.get(short) ?? -1;
  }

  /** The units whose short forms mean other things too. */
  unclear(): Set<number> {
    const clear = new Set(this.everywhere.values());
    return new Set(this.settled().flatMap(({ unit }) => (clear.has(unit) ? [] : [unit])));
  }

  settled(): Sense[] {
    const all = [...this.senses.values()].flatMap((senses) => [...senses.values()]);
    return all.filter(({ unit }) => unit >= 0);
  }
}

function usualUnits({ variants }: Sense): readonly number[] {
  let usual: Variant | undefined;
  for (const variant of variants.values())
    if (usual === undefined || variant.rows > usual.rows) usual = variant;
  return usual!.units;
}

/** "HCV infection" is more than "HCV", whatever a paper says that HCV stands for. */
function dropExtended({ variants, usual }: Sense): void {
  for (const [key, { units }] of variants) {
    if (units.length > usual.length && ` ${key} `.includes(` ${usual.join(' ')} `)) variants.delete(key);
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
