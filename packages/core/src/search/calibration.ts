import type { VectorMatrix } from '../math/matrix.ts';
import { multiplyRows } from '../math/row-products.ts';
import { type LongTask, Pace } from '../task.ts';

/** How similar things of one corpus are that have nothing to do with each other but the corpus. Plain data. */
export interface SimilarityBaseline {
  /** Pairs that were compared, ≥ 1. */
  readonly pairs: number;
  /** Ascending shares of the pairs, in [0, 1], ten a decade towards 1: .9, .92, … .99, … .999… */
  readonly shares: readonly number[];
  /** For each share the similarity below which that share of the pairs lies; ascending. */
  readonly similarities: readonly number[];
  /**
   * For 95 of 100 of those that were compared the closest other paper is closer than this. A hit below it is no closer
   * than what is closest to a stray of the corpus. Null when there were less than 20 of them, which tells nothing.
   */
  readonly weakBelow: number | null;
}

/** What a similarity means in one corpus. */
export interface Calibration {
  /** Between two papers. */
  readonly papers: SimilarityBaseline;
  /** Between a paper's title taken as a query and another paper; null when it was not measured. */
  readonly titles: SimilarityBaseline | null;
}

/** Vectors compared with the corpus, each but for its own paper. */
export interface Probes {
  readonly vectors: VectorMatrix;
  /** For each probe the row that it comes from and is not compared with. */
  readonly rows: ArrayLike<number>;
}

const LEAST_PROBES = 20;
const WEAK_SHARE = 0.05;
/** Similarities are counted in steps of 1e-5, finer than any of them is known. */
const STEPS_PER_UNIT = 1e5;
const LOWER_SHARES = [0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85];
const SHARES_A_DECADE = 10;

/**
 * Compares each probe with all other papers. One unit of progress a probe.
 *
 * @returns null when there is no pair: a single paper, or no probe
 * @throws ExplorerError ABORTED
 */
export async function measureBaseline(
  corpus: VectorMatrix,
  { vectors, rows }: Probes,
  { signal, onProgress }: LongTask = {},
): Promise<SimilarityBaseline | null> {
  const pairs = vectors.count * (corpus.count - 1);
  if (pairs <= 0) return null;
  const counts = new Uint32Array(2 * STEPS_PER_UNIT + 1);
  const nearest = new Float64Array(vectors.count);
  const products = new Float64Array(corpus.count);
  const pace = new Pace(signal, 'the calibration');
  for (let probe = 0; probe < vectors.count; probe++) {
    nearest[probe] = compareWithAll(corpus, vectors, probe, rows[probe]!, { products, counts });
    onProgress?.({ stage: 'calibrate', done: probe + 1, total: vectors.count });
    if (pace.isDue) await pace.rest();
  }
  const shares = listShares(pairs);
  return { pairs, shares, similarities: findQuantiles(counts, pairs, shares), weakBelow: weakLimit(nearest) };
}

/** Counts the similarities of one probe with all papers but its own; gives the highest. */
function compareWithAll(
  corpus: VectorMatrix,
  vectors: VectorMatrix,
  probe: number,
  own: number,
  { products, counts }: { readonly products: Float64Array; readonly counts: Uint32Array },
): number {
  const { data, dimension } = corpus;
  multiplyRows(vectors.data, probe * dimension, data, dimension, 0, corpus.count, products);
  let highest = -1;
  for (let row = 0; row < corpus.count; row++) {
    if (row === own) continue;
    const similarity = Math.min(1, Math.max(-1, products[row]!));
    if (similarity > highest) highest = similarity;
    counts[Math.round((similarity + 1) * STEPS_PER_UNIT)]!++;
  }
  return highest;
}

/** To where one pair of all is left. */
function listShares(pairs: number): number[] {
  const shares = LOWER_SHARES.slice();
  for (let step = SHARES_A_DECADE; ; step++) {
    const tail = 10 ** (-step / SHARES_A_DECADE);
    if (tail * pairs < 1) break;
    shares.push(Number((1 - tail).toPrecision(8)));
  }
  shares.push(1);
  return shares;
}

function findQuantiles(counts: Uint32Array, pairs: number, shares: readonly number[]): number[] {
  const similarities: number[] = [];
  let step = 0;
  let below = counts[0]!;
  for (const share of shares) {
    const wanted = Math.max(1, Math.ceil(share * pairs));
    while (below < wanted && step < counts.length - 1) below += counts[++step]!;
    similarities.push(Number((step / STEPS_PER_UNIT - 1).toFixed(5)));
  }
  return similarities;
}

function weakLimit(nearest: Float64Array): number | null {
  if (nearest.length < LEAST_PROBES) return null;
  const limit = nearest.slice().sort()[Math.floor(WEAK_SHARE * nearest.length)]!;
  return Number(limit.toFixed(5));
}

/**
 * How many of 100 pairs are less similar, in [0, 100]; between two known shares in proportion. Never 100: more than the
 * pairs that were compared nobody knows.
 */
export function percentileOf(baseline: SimilarityBaseline, similarity: number): number {
  const { similarities } = baseline;
  let low = 0;
  let high = similarities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (similarities[middle]! > similarity) high = middle;
    else low = middle + 1;
  }
  return percentileFrom(baseline, low, similarity);
}

/** Even intervals of the similarities from -1 to 1. */
const INTERVALS = 4096;

/** Where to look is read from a table of even intervals, not halved again and again. */
function createPercentiles(baseline: SimilarityBaseline): (similarity: number) => number {
  const { similarities } = baseline;
  // Below each interval, and the one before it: no rounding of an edge counts one too many.
  const below = new Uint16Array(INTERVALS + 1);
  for (let at = 1, low = 0; at <= INTERVALS; at++) {
    while (low < similarities.length && similarities[low]! <= (2 * (at - 1)) / INTERVALS - 1) low++;
    below[at] = low;
  }
  return (similarity) => {
    let low = below[Math.floor((similarity + 1) * (INTERVALS / 2))] ?? 0;
    while (low < similarities.length && similarities[low]! <= similarity) low++;
    return percentileFrom(baseline, low, similarity);
  };
}

const kept = new WeakMap<SimilarityBaseline, (similarity: number) => number>();

/** {@link percentileOf} for whole lists; made when a baseline is first asked of. */
export function keptPercentiles(baseline: SimilarityBaseline): (similarity: number) => number {
  const known = kept.get(baseline) ?? createPercentiles(baseline);
  kept.set(baseline, known);
  return known;
}

/** @param low position of the first share whose similarity is above */
function percentileFrom(
  { pairs, shares, similarities }: SimilarityBaseline,
  low: number,
  similarity: number,
): number {
  if (low === 0) return 0;
  const most = pairs / (pairs + 1);
  if (low === shares.length) return 100 * most;
  const below = similarities[low - 1]!;
  const part = (similarity - below) / (similarities[low]! - below);
  return 100 * Math.min(most, shares[low - 1]! + part * (shares[low]! - shares[low - 1]!));
}

/** True when a value read from a file is a calibration that can be used. */
export function isCalibration(value: unknown): value is Calibration {
  if (typeof value !== 'object' || value === null) return false;
  const { papers, titles } = value as Record<keyof Calibration, unknown>;
  return isBaseline(papers) && (titles === null || isBaseline(titles));
}

function isBaseline(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { pairs, shares, similarities, weakBelow } = value as Record<keyof SimilarityBaseline, unknown>;
  return (
    Number.isSafeInteger(pairs) &&
    (pairs as number) >= 1 &&
    isAscending(shares, 0, 1) &&
    isAscending(similarities, -1, 1) &&
    (shares as number[]).length === (similarities as number[]).length &&
    (weakBelow === null || isAscending([weakBelow], -1, 1))
  );
}

function isAscending(list: unknown, least: number, most: number): boolean {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every(
      (value, at) =>
        typeof value === 'number' && value >= least && value <= most && (at === 0 || value >= list[at - 1]),
    )
  );
}
