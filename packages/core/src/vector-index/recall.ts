import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom, sampleRows } from '../math/random.ts';
import type { LongTask } from '../task.ts';
import { createExactIndex } from './exact.ts';
import type { NeighborTable, VectorIndex } from './vector-index.ts';

export interface RecallOptions {
  /** Neighbours a query, ≥ 1; default 10. */
  readonly k?: number | undefined;
  /**
   * What is asked about; default rows of the index, each itself left out. Queries that are not in the index are harder:
   * a graph was built around its own rows.
   */
  readonly queries?: VectorMatrix | undefined;
  /** Rows that are asked about without `queries`, chosen by `seed`; default 200, at most all. */
  readonly sample?: number | undefined;
  /** Default 42. */
  readonly seed?: number | undefined;
  /** The exact graph of the vectors by the index's metric, of k columns or more: without `queries` it spares the exact search. */
  readonly graph?: NeighborTable | undefined;
  /** Handed on to the index; default the index's own. */
  readonly ef?: number | undefined;
}

export interface RecallReport {
  /** Share of the true neighbours that the index finds, in [0, 1]; 1 when there are none to find. */
  readonly recall: number;
  /** The same of the worst query. */
  readonly worst: number;
  readonly k: number;
  readonly queries: number;
}

/** The true neighbours of some queries, against which indexes are held, or one index with several `ef`. */
export interface RecallTruth {
  /** @throws ExplorerError INVALID_ARGUMENT, DIMENSION_MISMATCH, ABORTED */
  measure(index: VectorIndex, ef?: number): Promise<RecallReport>;
}

/**
 * Asks an index for the neighbours of some of its own rows or of other queries, and exact search too. `vectors` are the
 * index's: row r under number r. A found row counts when it is as near as the k-th true neighbour, so that of several at
 * one distance any will do.
 *
 * @throws ExplorerError INVALID_ARGUMENT, DIMENSION_MISMATCH, ABORTED
 */
export async function measureRecall(
  index: VectorIndex,
  vectors: VectorMatrix,
  options: RecallOptions = {},
  task: LongTask = {},
): Promise<RecallReport> {
  const truth = await findTruth(vectors, index.metric, options, task);
  return truth.measure(index, options.ef);
}

/**
 * The first half of {@link measureRecall}, for measuring more than once.
 *
 * @throws ExplorerError INVALID_ARGUMENT, DIMENSION_MISMATCH, ABORTED
 */
export async function findTruth(
  vectors: VectorMatrix,
  metric: Metric,
  options: RecallOptions = {},
  { signal }: LongTask = {},
): Promise<RecallTruth> {
  const { k = 10, sample = 200, seed = 42 } = options;
  if (!Number.isInteger(sample) || sample < 1) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got a sample of ${sample}; expected an integer of at least 1`,
      {
        details: { sample },
      },
    );
  }
  const rows = options.queries ? undefined : sampleRows(vectors.count, sample, createRandom(seed));
  const queries = options.queries ?? selectRows(vectors, rows ?? []);
  const spare = rows ? 1 : 0;
  const wanted = Math.min(k, vectors.count - spare);
  const limits =
    rows && options.graph && wanted <= options.graph.k
      ? limitsOfGraph(options.graph, rows, wanted)
      : await findLimits(vectors, metric, { queries, rows, k, wanted }, signal);
  return {
    async measure(index, ef) {
      const found = await index.search(queries, k + spare, { ef, signal });
      let hits = 0;
      let worst = wanted;
      for (let query = 0; query < queries.count && wanted > 0; query++) {
        const own = rows?.[query] ?? -1;
        const near = neighborsOf(found, query, own).slice(0, wanted);
        const hit = near.filter((distance) => distance <= limits[query]!).length;
        hits += hit;
        worst = Math.min(worst, hit);
      }
      const isEmpty = queries.count === 0 || wanted < 1;
      return {
        recall: isEmpty ? 1 : hits / (queries.count * wanted),
        worst: isEmpty ? 1 : worst / wanted,
        k,
        queries: queries.count,
      };
    },
  };
}

/** The distance of each query's last true neighbour. */
async function findLimits(
  vectors: VectorMatrix,
  metric: Metric,
  asked: { queries: VectorMatrix; rows: Int32Array | undefined; k: number; wanted: number },
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const { queries, rows, k, wanted } = asked;
  const exact = createExactIndex(vectors, { metric });
  const truth = await exact.search(queries, k + (rows ? 1 : 0), { signal });
  await exact.dispose();
  return Float32Array.from(
    { length: queries.count },
    (_, query) => neighborsOf(truth, query, rows?.[query] ?? -1)[wanted - 1] ?? 0,
  );
}

function limitsOfGraph({ distances, k }: NeighborTable, rows: Int32Array, wanted: number): Float32Array {
  return Float32Array.from(rows, (row) => (wanted > 0 ? distances[row * k + wanted - 1]! : 0));
}

/** Distances of what was found for a query, without the row `own` and the padding. */
function neighborsOf(table: NeighborTable, query: number, own: number): number[] {
  const distances: number[] = [];
  for (let i = query * table.k; i < (query + 1) * table.k; i++) {
    if (table.indices[i] !== own && table.indices[i] !== -1) distances.push(table.distances[i]!);
  }
  return distances;
}
