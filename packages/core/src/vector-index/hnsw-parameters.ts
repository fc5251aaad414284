import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';

/**
 * How an HNSW graph is built and searched; names as in hnswlib.
 *
 * Source: Y. A. Malkov, D. A. Yashunin, "Efficient and robust approximate nearest neighbor search using Hierarchical
 * Navigable Small World graphs", IEEE TPAMI 42(4), 2020, doi:10.1109/TPAMI.2018.2889473.
 */
export interface HnswParameters {
  /** Links a vector and layer (twice as many in the lowest), 2 to 1,024; more is nearer to exact, larger and slower to build. */
  readonly M: number;
  /** Candidates while building, 1 to 100,000; more is a better graph, and slower to build. Taken as at least M. */
  readonly efConstruction: number;
  /** Candidates of a search that names none, 1 to 1,000,000; a search takes at least 2 × k. */
  readonly ef: number;
  /** Of the layers that vectors are put on, an integer of 0 to 2^32 - 1; one seed, one order of rows: the same file. */
  readonly seed: number;
}

/** recall@10 of .99 and more on embeddings of papers; the figures are printed by the bench `hnsw`. */
export const HNSW_DEFAULTS: HnswParameters = { M: 16, efConstruction: 200, ef: 128, seed: 42 };

/**
 * The given parameters, completed by {@link HNSW_DEFAULTS}.
 *
 * @throws ExplorerError INVALID_ARGUMENT when one is out of its range.
 */
export function resolveHnswParameters(given: Partial<OrUndefined<HnswParameters>>): HnswParameters {
  return {
    M: integerIn('M', given.M ?? HNSW_DEFAULTS.M, 2, 1024),
    efConstruction: integerIn(
      'efConstruction',
      given.efConstruction ?? HNSW_DEFAULTS.efConstruction,
      1,
      100_000,
    ),
    ef: assertEf(given.ef ?? HNSW_DEFAULTS.ef),
    seed: integerIn('seed', given.seed ?? HNSW_DEFAULTS.seed, 0, 0xffff_ffff),
  };
}

/** @throws ExplorerError INVALID_ARGUMENT */
export function assertEf(ef: number): number {
  return integerIn('ef', ef, 1, 1_000_000);
}

/**
 * Writes row `row` into `out` as the graph holds it: scaled to unit length for cosine (a zero vector stays zero), as it
 * is for the other metrics. The scaling is done here and not by hnswlib, whose single-precision sum overflows, so that
 * the bytes of a saved graph can be told from the embeddings.
 */
export function writeGraphVector(
  vector: Float32Array,
  offset: number,
  metric: Metric,
  out: number[] | Float32Array,
): void {
  const { length } = out;
  let scale = 1;
  if (metric === 'cosine') {
    let squared = 0;
    for (let i = 0; i < length; i++) squared += vector[offset + i]! * vector[offset + i]!;
    if (squared > 0) scale = 1 / Math.sqrt(squared);
  }
  for (let i = 0; i < length; i++) out[i] = Math.fround(vector[offset + i]! * scale);
}

/** A type whose every property may also be undefined, so that options can be passed on as they came. */
export type OrUndefined<T> = { [K in keyof T]: T[K] | undefined };

function integerIn(name: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `got ${name} = ${value}; expected an integer of ${from} to ${to}`,
    {
      details: { [name]: value },
    },
  );
}
