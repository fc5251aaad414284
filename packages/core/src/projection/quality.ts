import { ExplorerError } from '../errors.ts';
import { dot } from '../math/distance.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom, sampleRows } from '../math/random.ts';
import { multiplyRowsBy } from '../math/row-products.ts';
import { TopK } from '../math/top-k.ts';
import type { LongTask } from '../task.ts';
import { Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { measureKeptNeighbors } from './kept-neighbors.ts';
import type { Projection } from './projection.ts';

export interface QualityOptions {
  /** Neighbours looked at, an integer ≥ 1; at most those of the graph are there. Default 10. */
  readonly k?: number | undefined;
  /** Papers from which trustworthiness and continuity are measured. Default: all up to 3,000, else 500 of them. */
  readonly sampleRows?: number | undefined;
  /** Papers that each of those is compared with. Default: all up to 8,192, else so many of them; ranks are estimated then. */
  readonly sampleOthers?: number | undefined;
  /** Chooses the samples. Default 42. */
  readonly seed?: number | undefined;
}

/** How well a map keeps what is near in the vectors. All values lie in [0, 1]; 1 is a perfect map. */
export interface ProjectionQuality {
  /** Neighbours that were looked at: the option, or as many as the graph has where that is less. */
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
/**
 * Each paper of the sample is compared with so many: an intruder of rank 5,000 among 87,000 is put at 5,000 ± 220, which
 * over 500 papers is a twentieth of what the choice of the papers leaves open.
 */
const MOST_OTHERS = 8192;
/** Papers measured between two reports. */
const ROWS_PER_REPORT = 32;
/** Papers whose similarities are measured at a time, in some 5 ms. */
const ROWS_AT_ONCE = 4;

/**
 * Trustworthiness and continuity of a map, and the neighbours that it keeps, paper by paper. Equal distances are ranked
 * by row. Where k ≥ count - 1 nothing can be out of place: every measure is 1, also for a single paper and for none.
 * Vectors are of unit length; `graph` is their exact kNN graph, self left out. In large corpora both are measured on a
 * sample of the papers, and the ranks of false neighbours counted in another: both estimates are unbiased.
 * Progress: stage `quality`, by paper.
 *
 * Source: J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods: an experimental study", 2001,
 * doi:10.1007/3-540-44668-0_68, and "Local multidimensional scaling", 2006, doi:10.1016/j.neunet.2006.05.014.
 *
 * @throws ExplorerError DIMENSION_MISMATCH (the three do not speak of the same papers), INVALID_ARGUMENT (k, sampleRows, sampleOthers), ABORTED
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
  const others = options.sampleOthers ?? Math.min(count, MOST_OTHERS);
  for (const [name, value] of Object.entries({ k: asked, sampleRows: size, sampleOthers: others })) {
    if (Number.isInteger(value) && (value >= 1 || count === 0)) continue;
    throw new ExplorerError('INVALID_ARGUMENT', `got ${name} ${value}; expected an integer of 1 or more`);
  }
  const pace = new Pace(task.signal, 'the map’s measuring');

  const { k, keptByPaper, keptNeighbors } = await measureKeptNeighbors(graph, projection, { k: asked }, task);
  const random = createRandom(options.seed ?? 42);
  const rows = sampleRows(count, size, random);
  const base = { k, sampledRows: rows.length, keptNeighbors, keptByPaper };
  if (k >= count - 1) return { ...base, trustworthiness: 1, continuity: 1 };

  if (pace.isDue) await pace.rest();
  const meter = new RowMeter(vectors, graph, projection, k, sampleRows(count, others, random));
  let intruders = 0;
  let losses = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_PER_REPORT === 0) {
      task.onProgress?.({ stage: 'quality', done: i, total: rows.length });
      await pace.rest();
    }
    if (pace.isDue) await pace.rest();
    if (i % ROWS_AT_ONCE === 0) meter.compare(rows.subarray(i, i + ROWS_AT_ONCE));
    const penalty = meter.measure(rows[i]!, i % ROWS_AT_ONCE);
    intruders += penalty.intruders;
    losses += penalty.losses;
  }
  task.onProgress?.({ stage: 'quality', done: rows.length, total: rows.length });
  const worst = rows.length * worstPenalty(count, k);
  const shareKept = (penalty: number): number => Math.max(0, 1 - penalty / worst);
  return { ...base, trustworthiness: shareKept(intruders), continuity: shareKept(losses) };
}

/** Largest sum of (rank - k) that the k neighbours of one paper can have: they are the farthest, or all but the nearest. */
function worstPenalty(count: number, k: number): number {
  return k < count / 2 ? (k * (2 * count - 3 * k - 1)) / 2 : ((count - k) * (count - k - 1)) / 2;
}

/** What one paper loses: the ranks past k of its false neighbours on the map, and of its true ones that left. */
class RowMeter {
  private readonly vectors: VectorMatrix;
  private readonly graph: NeighborTable;
  private readonly xy: Float32Array;
  private readonly k: number;
  /** Rows that ranks are counted among, ascending, and where each row stands there; -1 for one that does not. */
  private readonly others: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly otherVectors: VectorMatrix;
  /** Distances to the others: of some papers… */
  private readonly inVectors: readonly Float64Array[];
  /** …and of one. */
  private readonly onMap: Float64Array;
  private readonly nearest: TopK;
  private readonly mapRows: Int32Array;
  private readonly unused: Float32Array;

  constructor(
    vectors: VectorMatrix,
    graph: NeighborTable,
    { xy, count }: Projection,
    k: number,
    others: Int32Array,
  ) {
    this.vectors = vectors;
    this.graph = graph;
    this.xy = xy;
    this.k = k;
    this.others = others;
    this.placeOf = new Int32Array(count).fill(-1);
    others.forEach((row, place) => {
      this.placeOf[row] = place;
    });
    this.otherVectors = others.length === count ? vectors : selectRows(vectors, others);
    this.inVectors = Array.from({ length: ROWS_AT_ONCE }, () => new Float64Array(others.length));
    this.onMap = new Float64Array(others.length);
    this.nearest = new TopK(k);
    this.mapRows = new Int32Array(k);
    this.unused = new Float32Array(k);
  }

  /** Compares {@link ROWS_AT_ONCE} papers at most with the others; they are then to be measured, each at its position. */
  compare(rows: Int32Array): void {
    const { otherVectors, inVectors } = this;
    const { data, dimension } = this.vectors;
    const offsets = Array.from(rows, (row) => row * dimension);
    const outs = inVectors.slice(0, rows.length);
    multiplyRowsBy(data, offsets, otherVectors.data, dimension, 0, otherVectors.count, outs);
    for (const out of outs) for (let place = 0; place < out.length; place++) out[place] = 1 - out[place]!;
  }

  measure(row: number, position: number): { intruders: number; losses: number } {
    const { vectors, others, onMap, mapRows, k } = this;
    const inVectors = this.inVectors[position]!;
    const { data, dimension } = vectors;
    const trueRows = this.graph.indices.subarray(row * this.graph.k, row * this.graph.k + k);
    this.findNearestOnMap(row);
    for (let place = 0; place < others.length; place++) onMap[place] = this.mapDistance(row, others[place]!);
    const inVectorsOf = (other: number): number =>
      1 - dot(data, row * dimension, data, other * dimension, dimension);
    return {
      intruders: this.sumRanks(row, trueRows, mapRows, inVectors, inVectorsOf),
      losses: this.sumRanks(row, mapRows, trueRows, onMap, (other) => this.mapDistance(row, other)),
    };
  }

  /** Over those of `shown` that are not among the k nearest, `near`: how far behind these each stands. Marks `distances`. */
  private sumRanks(
    row: number,
    near: Int32Array,
    shown: Int32Array,
    distances: Float64Array,
    distanceOf: (other: number) => number,
  ): number {
    const { others, placeOf, k } = this;
    let left = others.length;
    for (const known of [row, ...near]) {
      if (placeOf[known]! < 0) continue;
      distances[placeOf[known]!] = Number.POSITIVE_INFINITY;
      left--;
    }
    // What one of those that are left stands for.
    const weight = left === 0 ? 0 : (placeOf.length - 1 - k) / left;
    let sum = 0;
    for (const other of shown) {
      if (!near.includes(other)) sum += 1 + weight * countNearer(distances, others, other, distanceOf(other));
    }
    return sum;
  }

  private findNearestOnMap(row: number): void {
    const { nearest, placeOf } = this;
    for (let other = 0; other < placeOf.length; other++) {
      const distance = this.mapDistance(row, other);
      if (distance <= nearest.worst && other !== row) nearest.push(other, distance);
    }
    nearest.drain(this.mapRows, this.unused, 0);
  }

  /** Squared. */
  private mapDistance(row: number, other: number): number {
    const { xy } = this;
    return (xy[2 * other]! - xy[2 * row]!) ** 2 + (xy[2 * other + 1]! - xy[2 * row + 1]!) ** 2;
  }
}

/** How many of `rows` come before `other`, which is at `limit`. */
function countNearer(distances: Float64Array, rows: Int32Array, other: number, limit: number): number {
  let nearer = 0;
  for (let i = 0; i < rows.length; i++) {
    if (distances[i]! < limit || (distances[i] === limit && rows[i]! < other)) nearer++;
  }
  return nearer;
}
