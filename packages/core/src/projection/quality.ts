import { ExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { createRandom, sampleRows } from '../math/random.ts';
import { multiplyRows } from '../math/row-products.ts';
import { TopK } from '../math/top-k.ts';
import type { LongTask } from '../task.ts';
import { Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { findMapNeighbors } from './map-neighbors.ts';
import type { Projection } from './projection.ts';

export interface QualityOptions {
  /** Neighbours looked at, an integer ≥ 1; at most count - 1 are there. Default 10. */
  readonly k?: number | undefined;
  /** Papers from which trustworthiness and continuity are measured. Default: all up to 3,000, else 500 of them. */
  readonly sampleRows?: number | undefined;
  /** Chooses the sample. Default 42. */
  readonly seed?: number | undefined;
}

/** How well a map keeps what is near in the vectors. All values lie in [0, 1]; 1 is a perfect map. */
export interface ProjectionQuality {
  /** Neighbours that were looked at: the option, or count - 1 where that is less. */
  readonly k: number;
  /** Papers from which trustworthiness and continuity were measured. */
  readonly sampledRows: number;
  /** Low when papers that are far apart came to lie together: near on the map can be trusted. */
  readonly trustworthiness: number;
  /** Low when papers that belong together were torn apart: what is near in the vectors stays near. */
  readonly continuity: number;
  /** Mean of {@link keptByPaper}. */
  readonly keptNeighbors: number;
  /** For each paper, the share of its k nearest in the graph that are among its k nearest on the map. */
  readonly keptByPaper: Float32Array;
}

/** Up to this many papers every one is measured: 3,000 × 3,000 similarities of 384 values take about 1 s. */
const MAX_EXACT_COUNT = 3000;
/** Above it: the standard error of the mean of 500 papers is below .003. */
const SAMPLE_SIZE = 500;
/** Papers measured between two reports. */
const ROWS_PER_REPORT = 32;
/** Papers compared with one between two looks at the clock: about 2 ms. */
const ROWS_PER_LOOK = 16_384;

/**
 * Trustworthiness and continuity of a map, and the neighbours that it keeps, paper by paper. Equal distances are ranked
 * by row. Where k ≥ count - 1 nothing can be out of place: every measure is 1, also for a single paper and for none.
 * Vectors are of unit length; `graph` is their kNN graph, self left out. Progress: stage `quality`, by paper.
 *
 * Source: J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods: an experimental study", 2001,
 * doi:10.1007/3-540-44668-0_68, and "Local multidimensional scaling", 2006, doi:10.1016/j.neunet.2006.05.014.
 *
 * @throws ExplorerError DIMENSION_MISMATCH (the three do not speak of the same papers), INVALID_ARGUMENT (k, sampleRows), ABORTED
 */
export async function measureProjection(
  vectors: VectorMatrix,
  graph: NeighborTable,
  projection: Projection,
  options: QualityOptions = {},
  task: LongTask = {},
): Promise<ProjectionQuality> {
  const { count } = projection;
  if (vectors.count !== count || graph.count !== count) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `got ${vectors.count} vectors and a graph of ${graph.count} papers for a map of ${count}; expected those that the map was made from`,
      { details: { expected: count, actual: vectors.count } },
    );
  }
  const asked = options.k ?? 10;
  const size = options.sampleRows ?? (count <= MAX_EXACT_COUNT ? count : SAMPLE_SIZE);
  for (const [name, value] of [['k', asked] as const, ['sampleRows', size] as const]) {
    if (Number.isInteger(value) && (value >= 1 || count === 0)) continue;
    throw new ExplorerError('INVALID_ARGUMENT', `got ${name} ${value}; expected an integer of 1 or more`);
  }
  const pace = new Pace(task.signal, 'the map’s measuring');

  const k = Math.max(0, Math.min(asked, count - 1));
  const keptByPaper = await measureKept(graph, projection, k, pace);
  const keptNeighbors = count === 0 ? 1 : keptByPaper.reduce((sum, share) => sum + share, 0) / count;
  const rows = sampleRows(count, size, createRandom(options.seed ?? 42));
  const base = { k, sampledRows: rows.length, keptNeighbors, keptByPaper };
  if (k >= count - 1) return { ...base, trustworthiness: 1, continuity: 1 };

  const meter = createRowMeter(vectors, projection, k, pace);
  let intruders = 0;
  let losses = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_PER_REPORT === 0) {
      task.onProgress?.({ stage: 'quality', done: i, total: rows.length });
      await pace.rest();
    }
    const penalty = await meter(rows[i]!);
    intruders += penalty.intruders;
    losses += penalty.losses;
  }
  task.onProgress?.({ stage: 'quality', done: rows.length, total: rows.length });
  const worst = rows.length * worstPenalty(count, k);
  return { ...base, trustworthiness: 1 - intruders / worst, continuity: 1 - losses / worst };
}

async function measureKept(
  graph: NeighborTable,
  projection: Projection,
  k: number,
  pace: Pace,
): Promise<Float32Array> {
  const kept = new Float32Array(graph.count).fill(1);
  const used = Math.min(k, graph.k);
  if (used === 0) return kept;
  const onMap = await findMapNeighbors(projection, used, pace);
  for (let row = 0; row < graph.count; row++) {
    const near = onMap.subarray(row * used, (row + 1) * used);
    let shared = 0;
    for (let j = row * graph.k; j < row * graph.k + used; j++) {
      if (near.includes(graph.indices[j]!)) shared++;
    }
    kept[row] = shared / used;
  }
  return kept;
}

/** Largest sum of (rank - k) that the k neighbours of one paper can have: they are the farthest, or all but the nearest. */
function worstPenalty(count: number, k: number): number {
  return k < count / 2 ? (k * (2 * count - 3 * k - 1)) / 2 : ((count - k) * (count - k - 1)) / 2;
}

/** What one paper loses: the ranks past k of its false neighbours on the map, and of its true ones that left. */
function createRowMeter(
  { data, dimension, count }: VectorMatrix,
  { xy }: Projection,
  k: number,
  pace: Pace,
): (row: number) => Promise<{ intruders: number; losses: number }> {
  const inVectors = new Float64Array(count);
  const onMap = new Float64Array(count);
  const nearest = new TopK(k);
  const trueRows = new Int32Array(k);
  const mapRows = new Int32Array(k);
  const unused = new Float32Array(k);

  const keepNearest = (distances: Float64Array, row: number, into: Int32Array): void => {
    for (let other = 0; other < count; other++) {
      if (other !== row) nearest.push(other, distances[other]!);
    }
    nearest.drain(into, unused, 0);
  };
  // No part of the function that rests: engines optimise that less.
  const compare = (row: number, from: number, to: number): void => {
    const x = xy[2 * row]!;
    const y = xy[2 * row + 1]!;
    multiplyRows(data, row * dimension, data, dimension, from, to, inVectors.subarray(from, to));
    for (let other = from; other < to; other++) {
      inVectors[other] = 1 - inVectors[other]!;
      onMap[other] = (xy[2 * other]! - x) ** 2 + (xy[2 * other + 1]! - y) ** 2;
    }
  };
  return async (row) => {
    for (let from = 0; from < count; from += ROWS_PER_LOOK) {
      compare(row, from, Math.min(from + ROWS_PER_LOOK, count));
      if (pace.isDue) await pace.rest();
    }
    keepNearest(inVectors, row, trueRows);
    keepNearest(onMap, row, mapRows);
    if (pace.isDue) await pace.rest();
    let intruders = 0;
    let losses = 0;
    for (let j = 0; j < k; j++) {
      if (!trueRows.includes(mapRows[j]!)) intruders += rankOf(inVectors, row, mapRows[j]!) - k;
      if (!mapRows.includes(trueRows[j]!)) losses += rankOf(onMap, row, trueRows[j]!) - k;
    }
    return { intruders, losses };
  };
}

/** 1 for the nearest; `row` itself is not counted. */
function rankOf(distances: Float64Array, row: number, other: number): number {
  const limit = distances[other]!;
  let rank = 1;
  for (let i = 0; i < distances.length; i++) {
    if (i !== row && (distances[i]! < limit || (distances[i] === limit && i < other))) rank++;
  }
  return rank;
}
