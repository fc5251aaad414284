import { ExplorerError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import { Pace } from '../task.ts';
import { Gathered, ROWS_A_STEP } from './gathered.ts';
import type { PaperFilter } from './paper-filter.ts';
import { plainText } from './plain-text.ts';
import { createFormsTest, createPhraseTest, type TextTest } from './text-match.ts';

/** What a filter looks for in titles and abstracts: a phrase as it stands, or words in any of their forms. */
interface SoughtText {
  readonly kind: 'phrase' | 'forms';
  readonly text: string;
}

/** What filters ask of the papers' texts. */
export interface TextRows {
  hasAbstract(row: number): boolean;
  /**
   * Whether what is sought stands in the title or the abstract of a row.
   *
   * @throws ExplorerError INVALID_ARGUMENT for what was not {@link prepare}d where texts are not held
   */
  standsIn(sought: SoughtText): (row: number) => boolean;
  /** Gathers texts that are held, in slices, so that they are ready when they are asked of. Rejects with ABORTED. */
  gather(pace: Pace): Promise<void>;
  /** Looks for what the filters seek, where that has to be read from files. */
  prepare(filters: readonly PaperFilter[], signal?: AbortSignal): Promise<void>;
}

/** Of papers that are in memory. */
export function holdTextRows(papers: readonly Pick<Paper, 'title' | 'abstract'>[]): TextRows {
  const plain = new Gathered(() => gatherTexts(papers));
  return {
    hasAbstract: (row) => papers[row]!.abstract !== '',
    standsIn(sought) {
      const test = testOf(sought);
      const { titles, abstracts } = plain.get();
      return (row) => test(titles[row]!) || test(abstracts[row]!);
    },
    gather: (pace) => plain.gather(pace),
    prepare: async () => {},
  };
}

/** Title and abstract of each row without accents and markup; case and signs are as they were. */
interface PlainTexts {
  readonly titles: readonly string[];
  readonly abstracts: readonly string[];
}

function* gatherTexts(
  papers: readonly Pick<Paper, 'title' | 'abstract'>[],
): Generator<undefined, PlainTexts> {
  const titles: string[] = [];
  const abstracts: string[] = [];
  for (const { title, abstract } of papers) {
    titles.push(plainText(title));
    abstracts.push(plainText(abstract));
    if (titles.length % ROWS_A_STEP === 0) yield;
  }
  return { titles, abstracts };
}

export interface StreamedTexts {
  readonly count: number;
  hasAbstract(row: number): boolean;
  /** All papers in row order, of which none is kept. */
  stream(signal: AbortSignal | undefined): AsyncIterable<Pick<Paper, 'title' | 'abstract'>>;
}

/** What was looked for last is kept, a bit a paper. */
const MAX_KEPT = 32;

/** Of papers that are read for each new thing that is sought; all that one question seeks is looked for in one pass. */
export function streamTextRows({ count, hasAbstract, stream }: StreamedTexts): TextRows {
  const known = new Map<string, Uint8Array>();
  return {
    hasAbstract,
    standsIn(sought) {
      const rows = known.get(keyOf(sought));
      if (rows === undefined)
        throw new ExplorerError(
          'INVALID_ARGUMENT',
          `the texts were not searched for ${JSON.stringify(sought.text)} yet; prepare the filter first`,
          { details: { sought: sought.text } },
        );
      return (row) => rows[row] === 1;
    },
    gather: async () => {},
    async prepare(filters, signal) {
      const all = filters.flatMap(soughtIn);
      const wanted = [...new Map(all.map((sought) => [keyOf(sought), sought])).values()];
      const unknown = wanted.filter((sought) => !known.has(keyOf(sought)));
      if (unknown.length > 0) {
        const found = await searchTexts(
          unknown,
          count,
          stream(signal),
          new Pace(signal, 'searching the texts'),
        );
        for (const [at, sought] of unknown.entries()) known.set(keyOf(sought), found[at]!);
      }
      for (const sought of wanted) {
        const rows = known.get(keyOf(sought))!;
        known.delete(keyOf(sought));
        known.set(keyOf(sought), rows);
      }
      for (const key of known.keys()) if (known.size > Math.max(MAX_KEPT, wanted.length)) known.delete(key);
    },
  };
}

async function searchTexts(
  sought: readonly SoughtText[],
  count: number,
  texts: AsyncIterable<Pick<Paper, 'title' | 'abstract'>>,
  pace: Pace,
): Promise<Uint8Array[]> {
  const tests = sought.map(testOf);
  const found = tests.map(() => new Uint8Array(count));
  let row = 0;
  for await (const { title, abstract } of texts) {
    const [shownTitle, shownAbstract] = [plainText(title), plainText(abstract)];
    tests.forEach((test, at) => {
      if (test(shownTitle) || test(shownAbstract)) found[at]![row] = 1;
    });
    row++;
    if (pace.isDue) await pace.rest();
  }
  return found;
}

function soughtIn({ phrases = [], without = [], not }: PaperFilter): SoughtText[] {
  const phrase = (text: string): SoughtText => ({ kind: 'phrase', text });
  return [
    ...phrases.map(phrase),
    ...(not?.phrases ?? []).map(phrase),
    ...without.map((text): SoughtText => ({ kind: 'forms', text })),
  ];
}

function testOf({ kind, text }: SoughtText): TextTest {
  return kind === 'phrase' ? createPhraseTest(text) : createFormsTest(text);
}

const keyOf = ({ kind, text }: SoughtText): string => `${kind} ${text}`;
