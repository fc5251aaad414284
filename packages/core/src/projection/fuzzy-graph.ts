import type { Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { exponential, logarithm } from './exponential.ts';

/**
 * How strongly papers hold together, symmetric: the partners of paper r stand at `[offsets[r], offsets[r + 1])` of
 * `partners`, their weights, in [0, 1], at the same places of `weights`.
 */
export interface FuzzyGraph {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly partners: Int32Array;
  readonly weights: Float32Array;
}

/** Rows worked on between two looks at the clock. */
const ROWS_PER_LOOK = 64;
const MAX_HALVINGS = 64;
const TOLERANCE = 1e-5;
/** The scale of a paper's distances is at least this share of their mean. */
const MIN_SCALE_SHARE = 1e-3;

/**
 * The fuzzy simplicial set of a kNN graph: each paper's distances are measured from its nearest other and scaled so that its weights
 * add up to the binary logarithm of `neighbors + 1`; the two weights of a pair become one by the probabilistic sum w + w' - w w'.
 * Of each row the first `neighbors` are used (≤ graph.k), which are complete, ascending, and without the paper itself.
 * Only the weights of rows that are wanted need be asked for afterwards: those between others may be 0.
 *
 * Source: L. McInnes, J. Healy, J. Melville, arXiv:1802.03426, sections 3.1 and 4.1 (algorithms 2 and 3).
 */
export async function buildFuzzyGraph(
  graph: NeighborTable,
  neighbors: number,
  pace: Pace,
  isWanted: (row: number) => boolean = () => true,
): Promise<FuzzyGraph> {
  const { count } = graph;
  const isWeighed = await findWeighed(graph, neighbors, pace, isWanted);
  const directed = new Float32Array(count * neighbors);
  const meanDistance = meanOf(graph, neighbors);
  const target = logarithm(neighbors + 1) / logarithm(2);
  const own = new Float64Array(neighbors);
  for (let row = 0; row < count; row++) {
    if (isWeighed[row] === 1) {
      for (let j = 0; j < neighbors; j++) own[j] = graph.distances[row * graph.k + j]!;
      weighRow(own, target, meanDistance, directed, row * neighbors);
    }
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  return unite(graph, neighbors, directed, pace);
}

/** Rows whose own weights have a part in those of the wanted rows: these, their neighbours, and whose neighbours they are. */
async function findWeighed(
  { indices, count, k }: NeighborTable,
  neighbors: number,
  pace: Pace,
  isWanted: (row: number) => boolean,
): Promise<Uint8Array> {
  const weighed = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const isOwn = isWanted(row);
    for (let at = row * k; at < row * k + neighbors; at++) {
      if (isOwn) weighed[indices[at]!] = 1;
      if (isOwn || isWanted(indices[at]!)) weighed[row] = 1;
    }
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  return weighed;
}

/** Self counts too, at distance 0, as in umap-learn. */
function meanOf({ distances, count, k }: NeighborTable, neighbors: number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) {
    for (let j = row * k; j < row * k + neighbors; j++) sum += distances[j]!;
  }
  return sum / (count * (neighbors + 1));
}

function weighRow(
  distances: Float64Array,
  target: number,
  meanDistance: number,
  weights: Float32Array,
  offset: number,
): void {
  let nearest = 0;
  let sum = 0;
  for (const distance of distances) {
    if (nearest === 0 && distance > 0) nearest = distance;
    sum += distance;
  }
  const mean = nearest > 0 ? sum / (distances.length + 1) : meanDistance;
  const scale = Math.max(findScale(distances, nearest, target), MIN_SCALE_SHARE * mean);
  for (let j = 0; j < distances.length; j++) {
    const beyond = distances[j]! - nearest;
    weights[offset + j] = beyond > 0 ? exponential(-beyond / scale) : 1;
  }
}

/** Halves the interval in which the scale lies until the weights add up to `target`. */
function findScale(distances: Float64Array, nearest: number, target: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let scale = 1;
  for (let i = 0; i < MAX_HALVINGS; i++) {
    let sum = 0;
    for (const distance of distances) {
      const beyond = distance - nearest;
      sum += beyond > 0 ? exponential(-beyond / scale) : 1;
    }
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = scale;
    else low = scale;
    scale = high === Number.POSITIVE_INFINITY ? 2 * scale : (low + high) / 2;
  }
  return scale;
}

/** Each row's own neighbours first, nearest first, then those that it is a neighbour of but that are none of its own. */
async function unite(
  { indices, count, k }: NeighborTable,
  neighbors: number,
  directed: Float32Array,
  pace: Pace,
): Promise<FuzzyGraph> {
  const offsets = new Int32Array(count + 1);
  /** Where `row` stands among the neighbours of `other`, as a place in `directed`; -1 if it does not. */
  const placeOf = (row: number, other: number): number => {
    for (let j = 0; j < neighbors; j++) if (indices[other * k + j] === row) return other * neighbors + j;
    return -1;
  };
  for (let row = 0; row < count; row++) {
    offsets[row + 1]! += neighbors;
    for (let j = 0; j < neighbors; j++) {
      const other = indices[row * k + j]!;
      if (placeOf(row, other) < 0) offsets[other + 1]!++;
    }
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  for (let row = 0; row < count; row++) offsets[row + 1]! += offsets[row]!;

  const partners = new Int32Array(offsets[count]!);
  const weights = new Float32Array(partners.length);
  const free = Int32Array.from({ length: count }, (_, row) => offsets[row]! + neighbors);
  for (let row = 0; row < count; row++) {
    for (let j = 0; j < neighbors; j++) {
      const other = indices[row * k + j]!;
      const weight = directed[row * neighbors + j]!;
      const back = placeOf(row, other);
      const at = offsets[row]! + j;
      partners[at] = other;
      if (back >= 0) {
        weights[at] = weight + directed[back]! - weight * directed[back]!;
        continue;
      }
      weights[at] = weight;
      const mirror = free[other]!++;
      partners[mirror] = row;
      weights[mirror] = weight;
    }
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  return { count, offsets, partners, weights };
}
