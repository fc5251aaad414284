import { mergeAbbreviations } from './abbreviation-units.ts';
import { FormTable, keyOf, singularOf, spellingsOf } from './forms.ts';
import { findHeads } from './heads.ts';
import { buildPhraseTree, findPhraseAt } from './phrase-tree.ts';
import type { Steps } from './steps.ts';
import type { WordStrength } from './stop-words.ts';
import { MAX_PARTS, UnitTable, type UnitText } from './unit-table.ts';

/** What a region is named from. */
export interface PaperText {
  readonly title: string;
  /** May be empty. */
  readonly abstract: string;
}

/**
 * The words of a corpus. All spellings of one word are one unit: case, singular and plural, `fine-tuning`,
 * `fine tuning` and `finetuning`; and so are an abbreviation and what it stands for.
 */
export interface Vocabulary {
  readonly texts: readonly UnitText[];
  /** For each unit its singular in lower case, without hyphens and spaces. */
  readonly keys: readonly string[];
  readonly strengths: readonly WordStrength[];
  /** For each unit whether a phrase may end with it: nouns mostly. */
  readonly isHead: readonly boolean[];
  readonly spellings: readonly string[];
  /** Abbreviations in full, in lower case. */
  readonly longForms: ReadonlyMap<number, string>;
  /** For an abbreviation the last unit of its long form: of AML (acute myeloid leukemia) it is leukemia. */
  readonly heads: ReadonlyMap<number, number>;
}

/** Open spelling of a compound wins unless hyphens are used at least this often, as a share of it. */
const MIN_HYPHEN_SHARE = 0.25;

/** Reads the texts into units, in time and memory linear in their length. */
export function* buildVocabulary(texts: readonly PaperText[]): Steps<Vocabulary> {
  const forms = new FormTable();
  const streams: { title: Int32Array; abstract: Int32Array }[] = [];
  for (const { title, abstract } of texts) {
    streams.push({ title: forms.read(title, true), abstract: forms.read(abstract, false) });
    yield;
  }
  const spellings = yield* spellingsOf(forms);
  const keys: string[] = [];
  for (const [at, { text }] of forms.list.entries()) {
    keys.push(keyOf(text, spellings[at]!, forms));
    yield;
  }
  const compounds = yield* findCompounds(
    streams.flatMap((stream) => [stream.title, stream.abstract]),
    forms,
    keys,
  );
  yield;
  const table = new UnitTable(forms, keys, spellings, compounds);
  yield;
  const unitTexts: UnitText[] = [];
  for (const { title, abstract } of streams) {
    const units: number[] = [];
    const written: number[] = [];
    table.append(title, units, written);
    const titleLength = units.length;
    units.push(-1);
    written.push(-1);
    table.append(abstract, units, written);
    unitTexts.push({ units: Int32Array.from(units), spellings: Int32Array.from(written), titleLength });
    yield;
  }
  const sources = texts.map(({ title, abstract }) => `${title}\n${abstract}`);
  yield;
  const { texts: merged, longForms, heads } = yield* mergeAbbreviations(table, sources, unitTexts);
  const isHead = yield* findHeads(table, merged);
  const { keys: units, strengths } = table;
  return { texts: merged, keys: units, strengths, spellings: table.spellings, isHead, longForms, heads };
}

/** Compounds usually written with hyphens, under their parts' keys joined by a space. */
function* findCompounds(
  streams: readonly Int32Array[],
  forms: FormTable,
  keys: readonly string[],
): Steps<ReadonlySet<string>> {
  const hyphened = new Map<string, number>();
  for (const { text, count } of [...forms.list]) {
    const parts = text.split('-');
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const key = parts.map((part) => singularOf(part, forms)).join(' ');
    hyphened.set(key, (hyphened.get(key) ?? 0) + count);
    yield;
  }
  const tree = buildPhraseTree(hyphened.keys());
  yield;
  const open = new Map<string, number>();
  for (const stream of streams) {
    for (let i = 0; i < stream.length; i++) {
      const phrase = findPhraseAt(tree, stream, i, keys)?.phrase;
      if (phrase != null) open.set(phrase, (open.get(phrase) ?? 0) + 1);
    }
    yield;
  }
  yield;
  const usual = [...hyphened].filter(([key, count]) => count >= MIN_HYPHEN_SHARE * (open.get(key) ?? 0));
  return new Set(usual.map(([key]) => key));
}
