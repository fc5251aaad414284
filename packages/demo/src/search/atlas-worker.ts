import {
  type Atlas,
  type AtlasFiles,
  type AtlasReader,
  createAtlasReader,
  createPaperTable,
  describeColumns,
  type Embedder,
  ExplorerError,
  openAtlas,
  type Paper,
  type PaperTable,
  parseQuery,
} from 'paper-atlas';
import { createOwnHandlers } from '../own/own-handlers.ts';
import type { Question } from '../state/question.ts';
import type { Explanations } from '../state/state.ts';
import { answerCover } from './answer-cover.ts';
import { answerMatch } from './answer-match.ts';
import { answerPath } from './answer-path.ts';
import { createAnswer } from './answers.ts';
import { filesAt } from './atlas-files.ts';
import { serveCalls } from './border.ts';
import type { AtlasCalls, ExplainQuestion } from './calls.ts';
import { findLoosenings, findOutside } from './outside.ts';
import { readFirstMap, readOpenedAtlas } from './read-atlas.ts';
import { readFilterable } from './read-filterable.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';
import { writtenFilterOf } from './written-filter.ts';

/** The worker that holds the atlas: reads and checks its files and searches it, so that the page only draws. */
let opened: Atlas | null = null;
/** Of the atlas whose map was read first. */
let reader: AtlasReader | null = null;
let table: PaperTable = createPaperTable([]);
let embedder: Embedder | null = null;
/** Values of a column among which one can choose. */
const MAX_VALUES = 2000;
/** Hits that are seen at once on most screens: these are explained with the answer. */
const FIRST_SEEN = 8;

serveCalls<AtlasCalls>(self, {
  async openMap({ url }, { signal }) {
    reader = await createAtlasReader(filesAt(url), signal);
    return readFirstMap(reader);
  },
  open: async ({ url }, { signal }) => readOpenedAtlas(await openFiles(reader ?? filesAt(url), signal)),
  ...createOwnHandlers({
    open: openFiles,
    useEmbedder: (started) => {
      embedder = started;
    },
  }),
  async readVectors() {
    await theAtlas().embeddings();
    return null;
  },
  async describeColumns() {
    const { papers } = theAtlas();
    const columns = describeColumns(papers, { maxValues: MAX_VALUES });
    return { columns, filterable: readFilterable(papers, columns) };
  },
  readPapers: async (rows) => new Map(rows.map((row) => [row, { paper: theAtlas().papers[row]! }])),
  readTexts: async () => theAtlas().papers.map(({ title, abstract }) => ({ title, abstract })),
  readCalibration: async () => theAtlas().calibration(),
  measureNovelty: (_, { report, signal }) => theAtlas().novelty({ onProgress: report, signal }),
  async loadModel(place, { report }) {
    embedder ??= await createWorkerEmbedder(theAtlas().manifest.model, place, report);
    return null;
  },
  async rank(question, { signal }) {
    const started = performance.now();
    const atlas = theAtlas();
    const parsed = parseQuery(question.query, atlas.columnNames());
    const asked = { filter: question.filter, written: parsed.filter };
    const outside = findOutside(table, asked);
    const ranking = await rankQuestion(atlas, question, signal);
    const isNothing = outside?.every((out) => out === 1) ?? false;
    const loosenings = isNothing ? findLoosenings(table, asked) : [];
    const milliseconds = performance.now() - started;
    const rows = Array.from(ranking.rows.subarray(0, FIRST_SEEN));
    const first = { query: question.query, rows, byMeaning: false };
    const explanations = await explain(atlas, first, signal);
    const count = atlas.papers.length;
    const liked = question.liked.map((id) => table.rowsById().get(id)?.[0] ?? -1);
    return createAnswer({ ...question, liked }, question.mode, ranking, {
      count,
      outside,
      loosenings,
      written: isNothing ? writtenFilterOf(parsed) : null,
      explanations,
      milliseconds,
    });
  },
  compare: ({ a, b, byMeaning }, { signal }) => theAtlas().explainPair(a, b, { byMeaning, signal }),
  async encode({ ids, format, kept }) {
    // What a page seldom needs comes when it is needed.
    const { encodeList } = await import('./encode-list.ts');
    const others = new Map(kept.map((paper) => [paper.id, paper]));
    return encodeList(
      ids.map((id) => findPaper(id) ?? others.get(id)).filter((paper) => paper !== undefined),
      format,
    );
  },
  matchFile: ({ file }, { signal }) => answerMatch(theAtlas().papers, file, { signal }),
  async formMap(question, { signal, report }) {
    const { formMap } = await import('./form-map.ts');
    return formMap(theAtlas(), question, { signal, report });
  },
  tellingWords: ({ rows }, { signal }) =>
    theAtlas().tellingWords(
      Array.from(rows, (row) => theAtlas().papers[row]!.id),
      { signal },
    ),
  cover: (question, { signal }) => answerCover(theAtlas(), table, question, signal),
  path: (ends, { signal }) => answerPath(theAtlas(), table, ends, signal),
  explain: (question, { signal }) => explain(theAtlas(), question, signal),
});

async function openFiles(from: AtlasFiles | AtlasReader, signal: AbortSignal): Promise<Atlas> {
  opened = await openAtlas(from, { embedder: async () => theEmbedder(), signal });
  table = createPaperTable(opened.papers);
  return opened;
}

function rankQuestion(atlas: Atlas, question: Question, signal: AbortSignal): ReturnType<Atlas['rank']> {
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
  atlas: Atlas,
  { query, rows, byMeaning }: ExplainQuestion,
  signal: AbortSignal,
): Promise<Explanations> {
  const ids = rows.map((row) => atlas.papers[row]!.id);
  const all = await atlas.explain(query, ids, { byMeaning, isPrefix: true, signal });
  return new Map(rows.map((row, at) => [row, all[at]!]));
}

function findPaper(id: string): Paper | undefined {
  const row = table.rowsById().get(id)?.[0];
  return row === undefined ? undefined : theAtlas().papers[row];
}

function theAtlas(): Atlas {
  if (opened === null) throw new ExplorerError('ATLAS_NOT_FOUND', 'no atlas is open yet; open one first');
  return opened;
}

function theEmbedder(): Embedder {
  if (embedder === null)
    throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
  return embedder;
}
