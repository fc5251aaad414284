import type { KeywordIndex, KeywordScores, QueryTerm } from '../keyword-index/keyword-index.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { paperText } from '../papers/text.ts';
import { acceptRowsInSlices } from '../search/accept-rows.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AskedVector } from '../search/closeness.ts';
import { diversify } from '../search/diverse.ts';
import type { Ranking } from '../search/hit.ts';
import { fuseScores, PAPER_WEIGHT, TEXT_WEIGHT } from '../search/hybrid.ts';
import { markList } from '../search/list-marks.ts';
import type { PaperTable } from '../search/paper-table.ts';
import type { ParsedQuery } from '../search/query-language.ts';
import { combineScores, combineVectors, vectorsOf } from '../search/rocchio.ts';
import { findNearestRows } from '../search/semantic.ts';
import { takeTopRows } from '../search/top-rows.ts';
import { findWeakFrom } from '../search/weakness.ts';
import { throwIfAborted, yieldToEventLoop } from '../task.ts';
import { hasRow, intersectRowSets } from '../vector-index/row-set.ts';
import { scoreAllRows } from '../vector-index/score-rows.ts';
import type { RowSet, VectorIndex } from '../vector-index/vector-index.ts';
import type { PaperSource } from './paper-source.ts';
import type { ResolvedRankOptions } from './search-options.ts';

/** What a ranking is made from; each part is read when it is first needed. */
export interface RankingParts {
  readonly table: PaperTable;
  /** Whole papers, in the order of the rows. */
  readonly readPapers: PaperSource['read'];
  readonly embeddings: () => Promise<VectorMatrix>;
  readonly keywords: () => Promise<KeywordIndex>;
  readonly calibration: () => Promise<Calibration | null>;
  /** What answers quickest for so many papers, see `isScanned`. */
  readonly index: () => Promise<VectorIndex>;
  /** The vector of a query; null when there is no model and the mode can do without. */
  readonly embedQuery: (
    text: string,
    task: { readonly isNeeded: boolean; readonly signal: AbortSignal | undefined },
  ) => Promise<Float32Array | null>;
}

/** What is asked for: words, papers, or both. */
export interface RankRequest {
  readonly query: ParsedQuery;
  readonly isPrefix: boolean;
  readonly liked: readonly number[];
  readonly disliked: readonly number[];
  readonly options: ResolvedRankOptions;
}

/** An answer of less than this share of the corpus comes from an index. */
const INDEX_SHARE = 0.1;

/** The accepted papers, best first; the rules of each step stand with its function. */
export async function rankPapers(parts: RankingParts, request: RankRequest): Promise<Ranking> {
  const { query, liked, disliked, options } = request;
  const { mode, signal } = options;
  throwIfAborted(signal, 'the search');
  const accept = intersectRowSets(
    await acceptRowsInSlices(parts.table, options.filter, signal),
    await acceptRowsInSlices(parts.table, query.filter, signal),
  );
  const hasWords = query.words !== '';
  if (!hasWords && liked.length === 0) return listAccepted(parts, request, accept);

  const embedding = hasWords
    ? parts.embedQuery(query.words, { isNeeded: mode !== 'keyword', signal })
    : Promise.resolve(null);
  // Its words are looked up while the model, which is elsewhere, reads the query.
  const looking = hasWords ? lookUpWords(parts, request) : null;
  looking?.catch(() => undefined);
  const words = await embedding;
  // A list by words alone, without a model, waits for no vectors and works where they are damaged.
  const isByWords = words === null && liked.length === 0 && options.diversity === 0;
  const calibration = isByWords ? null : await parts.calibration();
  const vectors = isByWords ? null : await parts.embeddings();
  const keywords = hasWords || mode !== 'semantic' ? await parts.keywords() : null;
  throwIfAborted(signal, 'the search');

  const asked = await looking;
  const near: AskedVector[] = [
    ...(words === null ? [] : [{ vector: words, baseline: calibration?.titles ?? null }]),
    ...(vectors === null ? [] : vectorsOf(vectors, liked)).map((vector) => ({
      vector,
      baseline: calibration?.papers ?? null,
    })),
  ];
  const context = { request, asked, keywords, vectors, near };
  if (vectors !== null && mode === 'semantic' && disliked.length === 0 && near.length === 1) {
    const few = await rankByIndex(parts, near[0]!.vector, { ...request, accept, vectors });
    if (few !== null) return describeRanking(few, context);
  }
  const aside = new Set([...liked, ...disliked]);
  const meaning =
    mode === 'keyword' || vectors === null
      ? null
      : await scoreAllRows(
          vectors,
          combineVectors(
            near.map(({ vector }) => vector),
            vectorsOf(vectors, disliked),
          ),
          { signal },
        );
  const wording = mode === 'semantic' ? null : await scoreWords(parts, keywords!, asked, request, aside);
  throwIfAborted(signal, 'the search');

  const weight = options.weight ?? (liked.length > 0 ? PAPER_WEIGHT : TEXT_WEIGHT);
  const sides = scoreRows(meaning, wording, weight, aside);
  // Of many papers scoring, ordering and describing take as long as a turn of the event loop may, each.
  await yieldToEventLoop();
  const onlyMatched = mode === 'keyword' && liked.length === 0 ? wording : null;
  const top = takeTopRows(sides.scores, {
    limit: options.diversity > 0 ? Number.POSITIVE_INFINITY : options.limit,
    accept,
    leaveOut: aside,
    positive: onlyMatched,
  });
  const last = disliked.filter((row) => accept === null || hasRow(accept, row));
  last.sort((a, b) => sides.scores[b]! - sides.scores[a]! || a - b);
  const order = arrange(top.rows, sides.scores, vectors, options, last);
  await yieldToEventLoop();
  throwIfAborted(signal, 'the search');
  const known = near.length === 1 && disliked.length === 0 ? meaning : null;
  return describeRanking({ ...sides, ...order, total: top.total + last.length }, { ...context, known });
}

/** After a turn of the event loop: whoever was asked before is at work by then. */
async function lookUpWords(
  { keywords }: RankingParts,
  { query, isPrefix }: RankRequest,
): Promise<KeywordScores> {
  const index = await keywords();
  await yieldToEventLoop();
  return index.score({ text: query.words, isPrefix, corrects: true });
}

/** A query of filters alone: newest first, papers without a year at the end, then by row. */
function listAccepted({ table }: RankingParts, request: RankRequest, accept: RowSet | null): Ranking {
  // A paper without a year has 0, which is before all others.
  const years = Float64Array.from(table.years());
  const { rows, total } = takeTopRows(years, { limit: request.options.limit, accept, leaveOut: new Set() });
  return {
    rows,
    scores: new Float64Array(rows.length),
    semanticParts: null,
    keywordParts: null,
    similarities: null,
    percentiles: null,
    isWeak: new Uint8Array(rows.length),
    weakBy: null,
    weakFrom: null,
    total,
    terms: [],
    notes: request.query.notes,
  };
}

/** The words of the query and of each paper, as one list of scores. */
async function scoreWords(
  { readPapers }: RankingParts,
  keywords: KeywordIndex,
  asked: KeywordScores | null,
  { liked, disliked, options }: RankRequest,
  aside: ReadonlySet<number>,
): Promise<ArrayLike<number>> {
  const judged = await readPapers([...liked, ...disliked], options.signal);
  const scores: Float32Array[] = [];
  for (const paper of judged) {
    await yieldToEventLoop();
    throwIfAborted(options.signal, 'the search');
    scores.push(keywords.score({ text: paperText(paper), corrects: false }).scores);
  }
  if (judged.length > 0) await yieldToEventLoop();
  return combineScores(
    [...(asked === null ? [] : [asked.scores]), ...scores.slice(0, liked.length)],
    scores.slice(liked.length),
    aside,
  );
}

/** What rows are ordered by, one value a row of the corpus. */
interface ScoredRows {
  readonly scores: Float64Array;
  readonly semantic: Float64Array | null;
  readonly keyword: Float64Array | null;
}

function scoreRows(
  meaning: Float64Array | null,
  wording: ArrayLike<number> | null,
  weight: number,
  aside: ReadonlySet<number>,
): ScoredRows {
  if (meaning !== null && wording !== null) return fuseScores(meaning, wording, weight, aside);
  if (meaning !== null) return { scores: meaning, semantic: meaning, keyword: null };
  const scores = new Float64Array(wording!);
  return { scores, semantic: null, keyword: scores };
}

/** The best rows, made diverse when that is asked for, with the disliked ones behind them, cut to the limit. */
function arrange(
  rows: Int32Array,
  scores: Float64Array,
  vectors: VectorMatrix | null,
  { diversity, limit }: ResolvedRankOptions,
  last: readonly number[],
): { rows: Int32Array; scores: Float64Array } {
  const own = pickRows(scores, rows);
  const best =
    diversity > 0 && vectors !== null
      ? diversify(rows, own, vectors, { diversity, limit })
      : { rows, scores: own };
  if (last.length === 0 || best.rows.length >= limit) return best;
  // A disliked paper may score above the last of the others: its place is what counts.
  const lowest = best.scores.at(-1) ?? Number.POSITIVE_INFINITY;
  const added = last.slice(0, limit - best.rows.length);
  return {
    rows: Int32Array.from([...best.rows, ...added]),
    scores: Float64Array.from([...best.scores, ...added.map((row) => Math.min(lowest, scores[row]!))]),
  };
}

function pickRows(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at]!]!;
  return picked;
}

/** A list that was found: what it says of its own rows, and the sides of the whole corpus by row. */
interface FoundRows extends Omit<ScoredRows, 'scores'> {
  readonly rows: Int32Array;
  /** Of the list. */
  readonly scores: Float64Array;
  readonly total: number;
}

/** A short list by meaning alone, from the index; null when it is not the way for this request. */
async function rankByIndex(
  parts: RankingParts,
  vector: Float32Array,
  request: RankRequest & { readonly accept: RowSet | null; readonly vectors: VectorMatrix },
): Promise<FoundRows | null> {
  const { liked, options, accept, vectors } = request;
  const { limit, diversity, signal } = options;
  if (accept !== null || diversity > 0 || !(limit < vectors.count * INDEX_SHARE)) return null;
  const index = await parts.index();
  const { rows, similarities } = await findNearestRows(index, vectors, vector, {
    limit,
    leaveOut: liked[0],
    signal,
  });
  const byRow = new Float64Array(vectors.count);
  for (const [at, row] of rows.entries()) byRow[row] = similarities[at]!;
  const total = vectors.count - liked.length;
  return { rows, scores: similarities, total, semantic: byRow, keyword: null };
}

async function describeRanking(
  { rows, scores, total, semantic, keyword }: FoundRows,
  context: {
    readonly request: RankRequest;
    readonly asked: KeywordScores | null;
    readonly keywords: KeywordIndex | null;
    readonly vectors: VectorMatrix | null;
    readonly near: readonly AskedVector[];
    /** The products of all rows with the one thing that is near. */
    readonly known?: Float64Array | null;
  },
): Promise<Ranking> {
  const { request, asked, keywords, vectors, near } = context;
  const pick = (values: Float64Array | null): Float64Array | null => values && pickRows(values, rows);
  const { mode, signal } = request.options;
  const words = asked && keywords && { index: keywords, terms: asked.terms, scores: asked.scores };
  const source = { vectors, near, words, isByWords: mode === 'keyword', known: context.known ?? null };
  const { similarities, percentiles, isWeak, weakBy } = await markList(rows, source, signal);
  const disliked = new Set(request.disliked);
  if (disliked.size > 0) for (const [at, row] of rows.entries()) if (disliked.has(row)) isWeak[at] = 1;
  const terms: readonly QueryTerm[] = asked?.terms ?? [];
  return {
    rows,
    scores,
    semanticParts: pick(semantic),
    keywordParts: pick(keyword),
    similarities,
    percentiles,
    isWeak,
    weakBy,
    weakFrom: findWeakFrom(isWeak),
    total,
    terms,
    notes: request.query.notes,
  };
}
