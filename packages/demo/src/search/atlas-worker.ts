import {
  type AtlasFiles,
  type AtlasReader,
  type CardAtlas,
  createAtlasReader,
  describeColumns,
  type Embedder,
  ExplorerError,
  openCardAtlas,
  type Paper,
  parseQuery,
} from 'paper-atlas';
import { createOwnHandlers } from '../own/own-handlers.ts';
import type { Question } from '../state/question.ts';
import type { Explanations } from '../state/state.ts';
import { answerPath } from './answer-path.ts';
import { buffersOf, createAnswer } from './answers.ts';
import { filesAt } from './atlas-files.ts';
import { serveCalls } from './border.ts';
import type { AtlasCalls, ExplainQuestion } from './calls.ts';
import { findLoosenings, findOutside } from './outside.ts';
import { readFirstMap, readOpenedAtlas } from './read-atlas.ts';
import { readFilterable } from './read-filterable.ts';
import { readRecords } from './read-records.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';
import { writtenFilterOf } from './written-filter.ts';

/** The worker that holds the atlas: reads and checks its files and searches it, so that the page only draws. */
let opened: CardAtlas | null = null;
/** Of the atlas whose map was read first. */
let reader: AtlasReader | null = null;
let embedder: Embedder | null = null;
/** Values of a column among which one can choose. */
const MAX_VALUES = 2000;
/** Hits that are seen at once on most screens: these are explained with the answer. */
const FIRST_SEEN = 8;

serveCalls<AtlasCalls>(self, {
  async openMap({ url }, { signal }) {
    reader = await createAtlasReader(await filesAt(url), signal);
    return readFirstMap(reader);
  },
  open: async ({ url }, { signal }) =>
    readOpenedAtlas(await openFiles(reader ?? (await filesAt(url)), signal)),
  ...createOwnHandlers({
    open: openFiles,
    useEmbedder: (started) => {
      embedder = started;
    },
  }),
  async readWords() {
    await theAtlas().keywords();
    return null;
  },
  async readVectors() {
    await theAtlas().embeddings();
    return null;
  },
  async describeColumns() {
    const { cards, table } = theAtlas();
    const columns = describeColumns(cards, { maxValues: MAX_VALUES });
    return { columns, filterable: readFilterable(cards, columns, table.texts.hasAbstract) };
  },
  readPapers: (rows) => readRecords(theAtlas(), rows),
  async readTexts() {
    const { cards, readPapers } = theAtlas();
    const papers = await readPapers([...cards.keys()]);
    return papers.map(({ title, abstract }) => ({ title, abstract }));
  },
  readCalibration: async () => theAtlas().calibration(),
  measureNovelty: (_, { report, signal }) => theAtlas().novelty({ onProgress: report, signal }),
  async loadModel(place, { report }) {
    embedder ??= await createWorkerEmbedder(theAtlas().manifest.model, place, report);
    return null;
  },
  async rank(question, { signal, handOver }) {
    const started = performance.now();
    const atlas = theAtlas();
    const parsed = parseQuery(question.query, atlas.columnNames());
    const asked = { filter: question.filter, written: parsed.filter };
    const { table, cards } = atlas;
    await table.texts.prepare([asked.filter, asked.written], signal);
    const outside = findOutside(table, asked);
    const ranking = await rankQuestion(atlas, question, signal);
    const isNothing = outside?.every((out) => out === 1) ?? false;
    const loosenings = isNothing ? findLoosenings(table, asked) : [];
    const milliseconds = performance.now() - started;
    const rows = Array.from(ranking.rows.subarray(0, FIRST_SEEN));
    const first = { query: question.query, rows, byMeaning: false };
    // No list waits for texts that have to be read.
    const isRead = atlas.heldPapers(rows) !== null;
    const explanations = isRead ? await explain(atlas, first, signal) : new Map();
    const count = cards.length;
    const liked = question.liked.map((id) => table.rowsById().get(id)?.[0] ?? -1);
    const answer = createAnswer({ ...question, liked }, question.mode, ranking, {
      count,
      outside,
      loosenings,
      written: isNothing ? writtenFilterOf(parsed) : null,
      explanations,
      milliseconds,
    });
    handOver(buffersOf(answer));
    return answer;
  },
  compare: ({ a, b, byMeaning }, { signal }) => theAtlas().explainPair(a, b, { byMeaning, signal }),
  async encode({ ids, format, kept }, { signal }) {
    // What a page seldom needs comes when it is needed.
    const { encodeList } = await import('./encode-list.ts');
    const { table, readPapers } = theAtlas();
    const rows = ids.flatMap((id) => table.rowsById().get(id)?.[0] ?? []);
    const papers = [...kept, ...(await readPapers(rows, signal))];
    const byId = new Map<string, Paper>(papers.map((paper) => [paper.id, paper]));
    return encodeList(
      ids.map((id) => byId.get(id)).filter((paper) => paper !== undefined),
      format,
    );
  },
  async matchFile({ file }, { signal }) {
    const { answerMatch } = await import('./answer-match.ts');
    return answerMatch(theAtlas(), file, { signal });
  },
  async formMap(question, { signal, report }) {
    const { formMap } = await import('./form-map.ts');
    return formMap(theAtlas(), question, { signal, report });
  },
  tellingWords: ({ rows }, { signal }) =>
    theAtlas().tellingWords(
      Array.from(rows, (row) => theAtlas().cards[row]!.id),
      { signal },
    ),
  async cover(question, { signal }) {
    const { answerCover } = await import('./answer-cover.ts');
    return answerCover(theAtlas(), question, signal);
  },
  path: (ends, { signal }) => answerPath(theAtlas(), ends, signal),
  explain: (question, { signal }) => explain(theAtlas(), question, signal),
});

async function openFiles(from: AtlasFiles | AtlasReader, signal: AbortSignal): Promise<CardAtlas> {
  opened = await openCardAtlas(from, { embedder: async () => theEmbedder(), signal });
  return opened;
}

function rankQuestion(
  atlas: CardAtlas,
  question: Question,
  signal: AbortSignal,
): ReturnType<CardAtlas['rank']> {
  const { query, liked, disliked, mode, filter, isPrefix } = question;
  const options = { mode, filter, isPrefix, signal };
  // Less like this, of nothing: there are filters alone, and the list is theirs.
  const hasWords = () => parseQuery(query, atlas.columnNames()).words !== '';
  const isOfPapers = liked.length > 0 || (disliked.length > 0 && hasWords());
  return isOfPapers
    ? atlas.rank(liked, { ...options, dislike: disliked, words: query })
    : atlas.rank(query, options);
}

async function explain(
  atlas: CardAtlas,
  { query, rows: asked, byMeaning }: ExplainQuestion,
  signal: AbortSignal,
): Promise<Explanations> {
  const records = await readRecords(atlas, asked);
  // Of a paper that cannot be read nothing is said, and all of the others.
  const rows = asked.filter((row) => 'paper' in records.get(row)!);
  const ids = rows.map((row) => atlas.cards[row]!.id);
  const all = await atlas.explain(query, ids, { byMeaning, isPrefix: true, signal });
  return new Map(rows.map((row, at) => [row, all[at]!]));
}

function theAtlas(): CardAtlas {
  if (opened === null) throw new ExplorerError('ATLAS_NOT_FOUND', 'no atlas is open yet; open one first');
  return opened;
}

function theEmbedder(): Embedder {
  if (embedder === null)
    throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
  return embedder;
}
