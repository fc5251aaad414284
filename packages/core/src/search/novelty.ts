import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { type LongTask, Pace } from '../task.ts';
import { createRowSet } from '../vector-index/row-set.ts';
import type { NeighborTable, RowSet, VectorIndex } from '../vector-index/vector-index.ts';
import { takeTopRows } from './top-rows.ts';

/** How new each paper was when it came. Plain data, a value a row. */
export interface Novelty {
  /** Cosine distance to the nearest paper of an earlier year, in [0, 2]; NaN where there is none. */
  readonly distances: Float32Array;
  /** Row of that paper; -1 where there is none. */
  readonly nearest: Int32Array;
  /** Papers of earlier years, of which that is the nearest: near few papers nothing is. 0 for a paper without a year. */
  readonly earlier: Int32Array;
  /** The first year of the corpus, whose papers have none before them; null when no paper has a year. */
  readonly firstYear: number | null;
  /** Papers of that year. */
  readonly ofFirstYear: number;
  /** Papers without a year: they are compared with none, and none with them. */
  readonly withoutYear: number;
}

/** What papers are compared by: all of one corpus, row by row. */
export interface NoveltySources {
  readonly years: readonly (number | null)[];
  readonly embeddings: VectorMatrix;
  /** The kNN graph by cosine, rows ascending by distance and then row. */
  readonly neighbors: NeighborTable;
  /** Where the nearest are looked up that the graph does not know: exact, by cosine, over the same rows. */
  readonly index: VectorIndex;
}

/** Papers that are looked up at a time. */
const BATCH_ROWS = 32;

/**
 * For each paper the distance to the nearest that came in an earlier year; papers of one year do not count for each other,
 * since nothing tells which came first. The first such paper among a row's neighbours in the graph is the nearest of all
 * when the graph is exact; where none of them came earlier the index is asked among the earlier ones.
 *
 * Progress is reported as stage `novelty`, in papers with a year.
 *
 * @throws ExplorerError ABORTED
 */
export async function measureNovelty(
  { years, embeddings, neighbors, index }: NoveltySources,
  { signal, onProgress }: LongTask = {},
): Promise<Novelty> {
  const distances = new Float32Array(years.length).fill(Number.NaN);
  const nearest = new Int32Array(years.length).fill(-1);
  const earlier = new Int32Array(years.length);
  const byYear = listByYear(years);
  const total = byYear.reduce((sum, { rows }) => sum + rows.length, 0);
  const pace = new Pace(signal, 'looking for what is new');
  let done = byYear[0]?.rows.length ?? 0;
  const words = new Uint32Array(Math.ceil(years.length / 32));
  let before = 0;
  const closeYear = (rows: readonly number[]): void => {
    for (const row of rows) words[row >> 5]! |= 1 << (row & 31);
    before += rows.length;
  };
  for (const [at, { rows }] of byYear.entries()) {
    if (at === 0) {
      closeYear(rows);
      continue;
    }
    if (pace.isDue) await pace.rest();
    for (const row of rows) earlier[row] = before;
    const unknown = rows.filter((row) => {
      const place = findEarlier(neighbors, row, years);
      if (place < 0) return true;
      nearest[row] = neighbors.indices[place]!;
      distances[row] = neighbors.distances[place]!;
      return false;
    });
    done += rows.length - unknown.length;
    onProgress?.({ stage: 'novelty', done, total });
    const accept = { words, size: before };
    for (let from = 0; from < unknown.length; from += BATCH_ROWS) {
      await lookUp(unknown.slice(from, from + BATCH_ROWS), accept);
    }
    closeYear(rows);
  }
  return {
    distances,
    nearest,
    earlier,
    firstYear: byYear[0]?.year ?? null,
    ofFirstYear: byYear[0]?.rows.length ?? 0,
    withoutYear: years.length - total,
  };

  async function lookUp(rows: readonly number[], accept: RowSet): Promise<void> {
    const found = await index.search(selectRows(embeddings, rows), 1, { accept, signal });
    rows.forEach((row, at) => {
      nearest[row] = found.indices[at]!;
      distances[row] = found.distances[at]!;
    });
    done += rows.length;
    onProgress?.({ stage: 'novelty', done, total });
  }
}

/**
 * The newest papers of `among` (default all), newest first, equal ones by row; papers that nothing came before are left out,
 * since there is nothing that they were new to.
 */
export function rankByNovelty(
  { distances }: Novelty,
  limit: number,
  among: Iterable<number> | null = null,
): Int32Array {
  const isKnown = Uint8Array.from(distances, (distance) => (Number.isNaN(distance) ? 0 : 1));
  const accept = among && createRowSet(among, distances.length);
  const scores = Float64Array.from(distances);
  return takeTopRows(scores, { limit, accept, leaveOut: new Set(), positive: isKnown }).rows;
}

/** Rows of each year, the years ascending. */
function listByYear(years: readonly (number | null)[]): { year: number; rows: number[] }[] {
  const rowsOf = new Map<number, number[]>();
  years.forEach((year, row) => {
    if (year === null) return;
    const rows = rowsOf.get(year);
    if (rows === undefined) rowsOf.set(year, [row]);
    else rows.push(row);
  });
  return [...rowsOf].map(([year, rows]) => ({ year, rows })).sort((a, b) => a.year - b.year);
}

/** Where in the graph the nearest neighbour of an earlier year stands; -1 when none of the neighbours is of one. */
function findEarlier({ indices, k }: NeighborTable, row: number, years: readonly (number | null)[]): number {
  for (let place = row * k; place < (row + 1) * k; place++) {
    const year = years[indices[place]!] ?? null;
    if (year !== null && year < years[row]!) return place;
  }
  return -1;
}
