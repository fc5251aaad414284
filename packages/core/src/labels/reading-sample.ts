import type { TermCounts } from './terms.ts';

/** Names are read from this many papers at most, spread evenly over the rows: more change no name and take minutes. */
const MOST_READ = 30_000;
/** When most of the regions have their names already: these tell what is said elsewhere… */
const MOST_READ_ELSEWHERE = 1200;
/** …and so many of each region without a name what is said there. */
const MOST_READ_OF_ONE = 120;

/** Rows to name all regions from, ascending. */
export function sampleForAll(count: number): number[] {
  return spread(
    Array.from({ length: count }, (_, row) => row),
    MOST_READ,
  );
}

/**
 * Rows to name some regions from, ascending: a few of all, and more of those. `membership` holds for each row the coarse and
 * the fine region; `isUnnamed` has 1 for each region that needs a name.
 */
export function sampleForSome(membership: Int32Array, isUnnamed: Uint8Array): number[] {
  const rows = Array.from({ length: membership.length / 2 }, (_, row) => row);
  const rowsOf = new Map<number, number[]>();
  for (const [at, region] of membership.entries()) {
    if (isUnnamed[region] !== 1) continue;
    const own = rowsOf.get(region);
    if (own === undefined) rowsOf.set(region, [at >> 1]);
    else own.push(at >> 1);
  }
  const chosen = new Set(spread(rows, MOST_READ_ELSEWHERE));
  for (const own of rowsOf.values()) for (const row of spread(own, MOST_READ_OF_ONE)) chosen.add(row);
  return [...chosen].sort((a, b) => a - b);
}

/**
 * What reading all papers of each group would have counted, as far as those that were read can tell: groups of which more
 * were read do not weigh more. `sizes` are the groups' papers, read or not.
 */
export function extrapolate(counts: TermCounts, sizes: Int32Array): TermCounts {
  const width = counts.terms.length;
  const scale = (values: Float64Array): Float64Array =>
    values.map((value, at) => {
      const group = Math.floor(at / width);
      return value === 0 ? 0 : (value * sizes[group]!) / counts.sizes[group]!;
    });
  return { ...counts, sizes, papers: scale(counts.papers), weights: scale(counts.weights) };
}

/** At most `most` of the rows, evenly spread. */
function spread(rows: readonly number[], most: number): number[] {
  if (rows.length <= most) return [...rows];
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!);
}
