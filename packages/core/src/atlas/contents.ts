import type { Embedder } from '../embedding/embedder.ts';
import { ExplorerError } from '../errors.ts';
import type { BM25Index } from '../keyword-index/bm25-index.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { dot } from '../math/distance.ts';
import { assertFinite, type VectorMatrix } from '../math/matrix.ts';
import { findPaperProblem, type Paper } from '../papers/paper.ts';
import { paperText } from '../papers/text.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AtlasQuality, AtlasSteps } from '../store/manifest.ts';
import { type LongTask, Pace } from '../task.ts';
import { graphEf } from '../vector-index/graph-search.ts';
import type { HnswParameters } from '../vector-index/hnsw-parameters.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { splitColumns } from '../vector-index/neighbor-table.ts';
import { measureRecall } from '../vector-index/recall.ts';
import type { NeighborTable, VectorIndex } from '../vector-index/vector-index.ts';
import type { AtlasChange } from './atlas-change.ts';
import type { AtlasMap } from './atlas-map.ts';
import { buildCalibration } from './calibrate.ts';
import type { ContentsBefore } from './contents-before.ts';
import { type GraphBuilder, graphPapers, lookUpIn } from './graph-papers.ts';
import { type MappedPapers, mapPapers } from './map-papers.ts';
import { findPaperChanges, type PaperChanges } from './paper-changes.ts';
import type { StageClock } from './stage-clock.ts';

/** All that an atlas says of its papers; row r of each part is paper r. */
export interface AtlasContents {
  readonly papers: readonly Paper[];
  readonly embeddings: VectorMatrix;
  /** The kNN graph: self left out, complete rows, ascending cosine distance. */
  readonly neighbors: NeighborTable;
  /** What is known of the neighbours beyond, so that a change has less to look up; padded with -1 and +Infinity. */
  readonly reserve: NeighborTable;
  /** Null where it was left out. */
  readonly map: AtlasMap | null;
  /** BM25 over titles and abstracts. */
  readonly keywords: BM25Index;
  /** What a similarity means here; null for a single paper. */
  readonly calibration: Calibration | null;
}

export interface ContentsOptions {
  /** Neighbours a paper in the graph and in UMAP, 2 to 200; default 15. More: a calmer map of larger structures. */
  readonly neighbors?: number | undefined;
  /** UMAP's minimum distance between points, 0 to 1; default 0.1. Less: tighter heaps. */
  readonly minDist?: number | undefined;
  /** Seed of index, map and measures, 0 to 2^32 - 1; default 42. The same seed gives the same bytes. */
  readonly seed?: number | undefined;
  /** Lay the map out anew, where there is one whose papers could stay where they are, and read all words again. Default false. */
  readonly refit?: boolean | undefined;
  /** Make map and regions. Without them the atlas is searched as any other; a later build adds them. Default true. */
  readonly map?: boolean | undefined;
}

/** An index that knows how it was built. */
export interface ApproximateIndex extends VectorIndex {
  readonly parameters: HnswParameters;
}

/** What the computation needs from outside. */
export interface ContentsPorts<Index extends ApproximateIndex> {
  readonly embedder: Embedder;
  /** What the atlas that is replaced says, or null when there is none, or nothing that can be gone on from; default null. */
  readonly readBefore?: (task: LongTask) => Promise<ContentsBefore | null>;
  /** Gives the approximate index over the vectors, or null when there is none: then everything is exact. */
  readonly buildIndex: (
    vectors: VectorMatrix,
    options: { readonly seed: number; readonly before: ContentsBefore | null },
    task: LongTask,
  ) => Promise<Index | null>;
  /** Called when no text has to be embedded any more: what embedding holds may be freed. */
  readonly onEmbedded?: () => Promise<void>;
  /** Exact; default `buildKnnGraph`. */
  readonly buildGraph?: GraphBuilder;
  /** Above this many papers the index is asked for the graph; default as {@link graphEf} has it. */
  readonly mostExactRows?: number;
}

export interface ComputedContents<Index extends ApproximateIndex> {
  readonly contents: AtlasContents;
  /** To be saved, then disposed by the caller. */
  readonly index: Index | null;
  readonly quality: AtlasQuality;
  /** What is other than in the atlas before; null when there was none that could be gone on from. */
  readonly change: AtlasChange | null;
  /** Every parameter as it was asked for; a corpus of fewer papers than neighbours uses what there are. */
  readonly steps: AtlasSteps;
}

export type ResolvedContentsOptions = {
  readonly [K in keyof ContentsOptions]-?: NonNullable<ContentsOptions[K]>;
};

/** Papers checked between two looks at the clock. */
const ROWS_A_LOOK = 256;

/** How far the length of an embedding may be from 1. */
const UNIT_TOLERANCE = 1e-3;

/** Neighbours beyond those of the graph that are kept for the next build; each spares looking a paper up after one was removed. */
const GRAPH_RESERVE = 5;

/** The similarities of a corpus are measured anew when more than this share of its papers are others than those measured. */
const MOST_CHANGED = 0.05;

/** What an index should find of the true neighbours… */
const WANTED_RECALL = 0.99;
/** …as far as a sample of 200 papers can tell. */
const RECALL_DOUBT = 0.005;

/** Neighbours from which the quality figures are measured. */
const QUALITY_K = 10;

/** Of an atlas without a map. */
const UNMEASURED = { trustworthiness: null, continuity: null, keptNeighbors: null };

/**
 * The options completed by their defaults.
 *
 * @throws ExplorerError INVALID_ARGUMENT when one is out of its range
 */
export function resolveContentsOptions(options: ContentsOptions): ResolvedContentsOptions {
  const { neighbors = 15, minDist = 0.1, seed = 42, refit = false, map = true } = options;
  assertRange('neighbors', neighbors, 2, 200, true);
  assertRange('minDist', minDist, 0, 1, false);
  assertRange('seed', seed, 0, 0xffff_ffff, true);
  return { neighbors, minDist, seed, refit, map };
}

/**
 * Papers to the contents of an atlas: embeddings, index, kNN graph, map, quality, regions. Portable.
 * The stages are `embed`, `compare`, `words`, `calibrate`, `graph`, `map`, `quality`, `regions`, `index` (what is
 * left of it: it is made beside the four before), `recall`; those of the map where one is made, `recall` where there is an index.
 *
 * @throws ExplorerError ABORTED and whatever the ports throw
 */
export async function computeContents<Index extends ApproximateIndex>(
  papers: readonly Paper[],
  ports: ContentsPorts<Index>,
  { neighbors: nNeighbors, minDist, seed, refit: isRefit, map: hasMap }: ResolvedContentsOptions,
  clock: StageClock,
): Promise<ComputedContents<Index>> {
  const texts = await textsOf(papers);
  const embeddings = await clock.run('embed', (task) => ports.embedder.embed(texts, 'document', task));
  await assertEmbeddings(embeddings, papers.length, ports.embedder.model.dimension);
  const { readBefore } = ports;
  const compared = readBefore
    ? await clock.run('compare', async (task) => {
        const before = await readBefore(task);
        if (before === null) return null;
        const was = { papers: before.papers, embeddings: await before.embeddings() };
        return { before, changes: await findPaperChanges(was, { papers, embeddings }, task) };
      })
    : null;
  const { before, changes } = compared ?? { before: null, changes: null };
  const keywords = await clock.run('words', async (task) => {
    const index = changes && !isRefit && (await before!.keywords());
    const known = index ? { index, rowBefore: changes!.sameText } : null;
    return await buildKeywordIndex(papers, { before: known }, task);
  });
  const changed = before && changes ? changedSinceCalibration(before, changes, seed) : 0;
  const isCalibrated = before !== null && changed <= MOST_CHANGED * papers.length;
  const calibration = isCalibrated
    ? before.calibration
    : await clock.run('calibrate', (task) =>
        buildCalibration(papers, embeddings, ports.embedder, seed, task),
      );
  await ports.onEmbedded?.();
  // In Node a thread makes the index while this one makes graph and map.
  const indexing = clock.beside((task) => ports.buildIndex(embeddings, { seed, before }, task));
  let index: Index | null = null;
  try {
    const ef = graphEf(papers.length, ports.mostExactRows);
    if (ef !== null) index = await clock.run('index', indexing.wait);
    const asked = index !== null && ef !== null ? { lookUp: lookUpIn(index, ef), ef } : null;
    const { lookUp, ef: usedEf } = asked ?? { lookUp: ports.buildGraph ?? buildKnnGraph, ef: null };
    const k = Math.max(nNeighbors, QUALITY_K);
    const graph = await clock.run('graph', (task) =>
      graphPapers({ embeddings, before, changes, lookUp, ef: usedEf }, { k, reserve: GRAPH_RESERVE }, task),
    );
    const [neighbors, reserve] = splitColumns(graph, k);
    const mapped = hasMap
      ? await mapPapers(
          { papers, embeddings, neighbors, before, changes },
          { nNeighbors, minDist, seed, isRefit, qualityK: QUALITY_K },
          clock,
        )
      : null;
    index ??= await clock.run('index', indexing.wait);
    const measure = (task: LongTask) =>
      index &&
      measureRecall(
        index,
        embeddings,
        { k: QUALITY_K, seed, graph: usedEf === null ? neighbors : undefined },
        task,
      );
    const recall =
      index &&
      (await clock.run('recall', async (task) => {
        const measured = await measure(task);
        if (measured === null || before === null || measured.recall >= leastRecall(before)) return measured;
        await index?.dispose();
        index = await ports.buildIndex(embeddings, { seed, before: null }, task);
        return await measure(task);
      }));
    return {
      change: changes && describeChange(changes, mapped?.change),
      contents: {
        papers,
        embeddings,
        neighbors,
        reserve,
        map: mapped?.map ?? null,
        keywords,
        calibration,
      },
      index,
      quality: { recallAt10: recall?.recall ?? null, ...(mapped?.quality ?? UNMEASURED) },
      steps: {
        graph: { metric: 'cosine', k: neighbors.k, ...(usedEf !== null && { ef: usedEf }) },
        index: index && { ...index.parameters },
        projection: mapped?.step ?? { nNeighbors, minDist, nEpochs: 0, seed },
        regions: { levels: mapped === null ? 0 : 2 },
        calibration: { seed, changed: isCalibrated ? changed : 0 },
      },
    };
  } catch (error) {
    await (index ?? (await indexing.cancel()))?.dispose();
    throw error;
  }
}

async function textsOf(papers: readonly Paper[]): Promise<string[]> {
  const pace = new Pace(undefined, 'reading the papers');
  const texts: string[] = [];
  for (const [row, paper] of papers.entries()) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    texts.push(paperText(paper));
  }
  return texts;
}

/** Papers that came, went or were edited since the similarities of the corpus were measured; infinite when they have to be. */
function changedSinceCalibration(
  { calibration, steps }: ContentsBefore,
  { added, edited, removed }: PaperChanges,
  seed: number,
): number {
  const changed = steps['calibration']?.['changed'];
  if (calibration === null || typeof changed !== 'number' || steps['calibration']?.['seed'] !== seed)
    return Number.POSITIVE_INFINITY;
  return changed + added.length + edited.length + removed.length;
}

function describeChange(
  { added, edited, removed }: PaperChanges,
  onMap: MappedPapers['change'] = { moved: [], refit: null, regions: [] },
): AtlasChange {
  return { added, edited, removed, ...onMap };
}

/** An index that was changed and finds less is made anew. */
function leastRecall({ quality: { recallAt10 } }: ContentsBefore): number {
  return Math.min(WANTED_RECALL, recallAt10 ?? 0) - RECALL_DOUBT;
}

/** Whatever adapter made them: the atlas that is written must be one that can be opened. */
async function assertEmbeddings(vectors: VectorMatrix, count: number, dimension: number): Promise<void> {
  const { data } = vectors;
  if (vectors.count !== count || vectors.dimension !== dimension || data.length !== count * dimension) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `the embedder gave ${vectors.count} × ${vectors.dimension} values (${data.length}); expected ${count} × ${dimension}, as its model says`,
      { details: { expected: [count, dimension], actual: [vectors.count, vectors.dimension] } },
    );
  }
  const pace = new Pace(undefined, 'checking the embeddings');
  for (let row = 0; row < count; row++) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    const length = Math.sqrt(dot(data, row * dimension, data, row * dimension, dimension));
    if (Math.abs(length - 1) <= UNIT_TOLERANCE) continue;
    assertFinite(vectors, 'the embedder');
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `the embedder gave row ${row} a vector of length ${length}; expected unit length, so normalise it`,
      { details: { row, length } },
    );
  }
}

function assertRange(name: string, value: number, least: number, most: number, whole: boolean): void {
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${name} is ${value}; expected ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`,
    { details: { [name]: value } },
  );
}

/** @throws ExplorerError EMPTY_CORPUS; INVALID_ARGUMENT when something is no paper, or two papers have the same id */
export async function assertPapers(papers: readonly Paper[]): Promise<void> {
  if (!Array.isArray(papers)) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got ${typeof papers} for the papers; expected a list of them`,
    );
  }
  if (papers.length === 0) {
    throw new ExplorerError(
      'EMPTY_CORPUS',
      'there is no paper to build an atlas from; see the report of the reading for what was rejected and why',
    );
  }
  const rowOfId = new Map<string, number>();
  const pace = new Pace(undefined, 'checking the papers');
  for (const [row, paper] of papers.entries()) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    const wrong = findPaperProblem(paper);
    if (wrong !== null) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `what stands in row ${row} is no paper: ${wrong}; expected the papers that readPapers or ingestPapers give`,
        { details: { row } },
      );
    }
    const { id } = paper;
    const before = rowOfId.get(id);
    if (before !== undefined) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `papers ${before} and ${row} have the same id ${JSON.stringify(id)}; give each its own`,
        { details: { id, rows: [before, row] } },
      );
    }
    rowOfId.set(id, row);
  }
}
