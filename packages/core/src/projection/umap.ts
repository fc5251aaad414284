import { UMAP } from 'umap-js';
import { ExplorerError } from '../errors.ts';
import { createRandom } from '../math/random.ts';
import { type LongTask, throwIfAborted, yieldToEventLoop } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import type { Projection } from './projection.ts';

export interface ProjectionOptions {
  /**
   * Papers that a paper is held near to, itself counted, as in umap-learn; an integer ≥ 2. More shows the large shape,
   * fewer the small ones. Default 15; less where the graph or the corpus is smaller.
   */
  readonly nNeighbors?: number | undefined;
  /** How near two dots may come, 0 to 1: less packs groups tighter. Default 0.1. */
  readonly minDist?: number | undefined;
  /** Passes over the graph, an integer ≥ 1. Default by size, as in umap-js: 500 to 2,500 papers, … 200 above 7,500. */
  readonly nEpochs?: number | undefined;
  /** Default 42. */
  readonly seed?: number | undefined;
}

/** Passes over the graph that suffice for so many papers: the rule of umap-learn as umap-js has it. */
export function defaultEpochs(count: number): number {
  if (count <= 2500) return 500;
  if (count <= 5000) return 400;
  return count <= 7500 ? 300 : 200;
}

/** Up to this many papers there is nothing to learn from neighbours: they stand on a circle, in row order. */
const MAX_CIRCLE_COUNT = 3;

/**
 * Lays the papers of a complete kNN graph (self left out, cosine distances) out on a plane. The same graph, options and
 * seed give the same bytes in one runtime. One paper stands at the origin, two or three evenly on the unit circle;
 * identical vectors make one round heap; parts of the graph that do not hang together become islands.
 *
 * Progress: stage `map`, by epoch. Between epochs the event loop has its turn; before the first, the graph is weighed
 * in one go (about 10 s for 20,000 papers), during which nothing can be stopped.
 *
 * The start is random, as umap-js makes it: a start from the graph's smoothest eigenvectors was tried and kept no more
 * neighbours (209, 1,500 and 3,000 papers, five seeds each: trustworthiness and continuity within .003).
 *
 * Source: L. McInnes, J. Healy, J. Melville, "UMAP: Uniform Manifold Approximation and Projection", arXiv:1802.03426.
 *
 * @throws ExplorerError INVALID_ARGUMENT (an option out of range, a graph with gaps), ABORTED
 */
export async function buildProjection(
  graph: NeighborTable,
  options: ProjectionOptions = {},
  task: LongTask = {},
): Promise<Projection> {
  const { nNeighbors = 15, minDist = 0.1, nEpochs, seed = 42 } = options;
  assertOptions(nNeighbors, minDist, nEpochs);
  throwIfAborted(task.signal, 'the map');
  const { count } = graph;
  if (count <= MAX_CIRCLE_COUNT) return placeOnCircle(count);

  // umap-js counts the paper itself and wants more papers than neighbours.
  const neighbors = Math.min(nNeighbors, graph.k + 1, count - 1);
  assertComplete(graph, neighbors - 1);
  const umap = new UMAP({
    nNeighbors: neighbors,
    minDist,
    random: createRandom(seed),
    ...(nEpochs === undefined ? {} : { nEpochs }),
  });
  const { rows, distances } = toRows(graph, neighbors - 1);
  umap.setPrecomputedKNN(rows, distances);
  // With the neighbours given, umap-js reads nothing of the vectors but how many there are.
  const total = umap.initializeFit(rows);

  task.onProgress?.({ stage: 'map', done: 0, total });
  for (let done = 0; done < total; ) {
    await yieldToEventLoop();
    throwIfAborted(task.signal, 'the map');
    done = umap.step();
    task.onProgress?.({ stage: 'map', done, total });
  }
  return fitToSquare(umap.getEmbedding());
}

function assertOptions(nNeighbors: number, minDist: number, nEpochs: number | undefined): void {
  if (!Number.isInteger(nNeighbors) || nNeighbors < 2) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got nNeighbors ${nNeighbors}; expected an integer of 2 or more`,
    );
  }
  if (!(minDist >= 0 && minDist <= 1)) {
    throw new ExplorerError('INVALID_ARGUMENT', `got minDist ${minDist}; expected a number from 0 to 1`);
  }
  if (nEpochs !== undefined && (!Number.isInteger(nEpochs) || nEpochs < 1)) {
    throw new ExplorerError('INVALID_ARGUMENT', `got nEpochs ${nEpochs}; expected an integer of 1 or more`);
  }
}

function assertComplete({ indices, distances, count, k }: NeighborTable, used: number): void {
  for (let row = 0; row < count; row++) {
    for (let j = row * k; j < row * k + used; j++) {
      const neighbor = indices[j]!;
      if (neighbor >= 0 && neighbor < count && neighbor !== row && Number.isFinite(distances[j])) continue;
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `got neighbour ${neighbor} at distance ${distances[j]} for paper ${row} of ${count}; expected a complete graph without self, so build it anew`,
        { details: { row, neighbor } },
      );
    }
  }
}

/** Rows as umap-js wants them: self first, at distance 0. */
function toRows(graph: NeighborTable, used: number): { rows: number[][]; distances: number[][] } {
  const rows: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < graph.count; row++) {
    const from = row * graph.k;
    rows.push([row, ...graph.indices.subarray(from, from + used)]);
    const own = [0, ...graph.distances.subarray(from, from + used)];
    // A row of zeros alone makes umap-js average the distances of the whole corpus, each time anew: quadratic. Any
    // equal distances have the same weights.
    if (own.every((distance) => distance <= 0)) own.fill(1, 1);
    distances.push(own);
  }
  return { rows, distances };
}

function placeOnCircle(count: number): Projection {
  const xy = new Float32Array(2 * count);
  if (count > 1) {
    for (let row = 0; row < count; row++) {
      const angle = Math.PI * (1 + (2 * row) / count);
      xy[2 * row] = Math.cos(angle);
      xy[2 * row + 1] = Math.sin(angle);
    }
  }
  return { xy, count };
}

/** The longer side spans [-1, 1], the shorter one lies in the middle. */
function fitToSquare(layout: readonly (readonly number[])[]): Projection {
  let minX = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const [x, y] of layout) {
    minX = Math.min(minX, x!);
    maxX = Math.max(maxX, x!);
    minY = Math.min(minY, y!);
    maxY = Math.max(maxY, y!);
  }
  const half = Math.max(maxX - minX, maxY - minY) / 2 || 1;
  const centerX = (minX + maxX) / 2;
  const centerY = (minY + maxY) / 2;
  const xy = new Float32Array(2 * layout.length);
  for (let row = 0; row < layout.length; row++) {
    xy[2 * row] = (layout[row]![0]! - centerX) / half;
    xy[2 * row + 1] = (layout[row]![1]! - centerY) / half;
  }
  return { xy, count: layout.length };
}
