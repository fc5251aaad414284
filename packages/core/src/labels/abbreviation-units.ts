import { LongForms } from './long-forms.ts';
import { Respeller } from './respeller.ts';
import { SenseTable } from './senses.ts';
import type { Steps } from './steps.ts';
import type { UnitTable, UnitText } from './unit-table.ts';

interface MergedTexts {
  readonly texts: readonly UnitText[];
  /** The units of abbreviations, in full, in lower case. */
  readonly longForms: ReadonlyMap<number, string>;
  /** Of these, the last unit of those with several words. */
  readonly heads: ReadonlyMap<number, number>;
}

/**
 * Makes one unit of an abbreviation and what it stands for, also within longer phrases: of `RL` and `reinforcement learning`.
 * `sources[r]` is what paper r says, `texts[r]` its units. What a paper defines holds in it; elsewhere holds what nearly all
 * definitions of the corpus say.
 */
export function* mergeAbbreviations(
  table: UnitTable,
  sources: readonly string[],
  texts: readonly UnitText[],
): Steps<MergedTexts> {
  const senses = new SenseTable(table);
  for (const [row, source] of sources.entries()) {
    senses.read(row, source);
    yield;
  }
  yield* senses.settle(yield* countUsers(texts));
  const longForms = new LongForms();
  yield* longForms.addAll(senses);
  const respeller = new Respeller(table);
  const merged: UnitText[] = [];
  for (const [row, text] of texts.entries()) {
    const meant = text.units.map((unit) => (unit < 0 ? -1 : senses.meaningOf(row, unit)));
    merged.push(rewrite(table, text, meant, longForms, respeller));
    yield;
  }
  yield;
  const unclear = senses.unclear();
  yield;
  yield* respeller.finish(unclear);
  const longTexts = new Map<number, string>();
  for (const { unit } of senses.settled()) {
    longTexts.set(unit, respeller.longOf(unit));
    yield;
  }
  return { texts: merged, longForms: longTexts, heads: longForms.heads };
}

/** For each unit the papers that use it. */
function* countUsers(texts: readonly UnitText[]): Steps<Map<number, number>> {
  const users = new Map<number, number>();
  for (const { units } of texts) {
    for (const unit of new Set(units)) users.set(unit, (users.get(unit) ?? 0) + 1);
    yield;
  }
  return users;
}

/** `meant` holds beside each unit the one that it stands for, or -1. */
function rewrite(
  table: UnitTable,
  text: UnitText,
  meant: Int32Array,
  longForms: LongForms,
  respeller: Respeller,
): UnitText {
  const expanded = text.units.map((unit, at) => (meant[at]! >= 0 ? meant[at]! : unit));
  const units: number[] = [];
  const spellings: number[] = [];
  let titleLength = 0;
  for (let at = 0; at < expanded.length; ) {
    const form = longForms.findAt(expanded, at);
    const isTitle = at < text.titleLength;
    const length = form?.units.length ?? 1;
    const unit = form?.unit ?? expanded[at]!;
    let spelling = text.spellings[at]!;
    if (form !== null || meant[at]! >= 0) {
      const written = Array.from(text.spellings.subarray(at, at + length), (part) => table.spellings[part]!);
      spelling = respeller.note(unit, written.join(' '), length === 1 && meant[at]! >= 0, isTitle);
    }
    units.push(unit);
    spellings.push(spelling);
    if (isTitle) titleLength = units.length;
    at += length;
  }
  return { units: Int32Array.from(units), spellings: Int32Array.from(spellings), titleLength };
}
