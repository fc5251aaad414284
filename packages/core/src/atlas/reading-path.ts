import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { measureCloseness } from '../search/closeness.ts';
import { compareRows } from '../search/semantic.ts';
import { Pace } from '../task.ts';
import { scoreAllRows } from '../vector-index/score-rows.ts';
import { findPaths, tracePath } from '../vector-index/shortest-path.ts';
import type { AtlasReader } from './atlas-reader.ts';
import type { RankingParts } from './rank-papers.ts';

export interface ReadingPathOptions {
  readonly signal?: AbortSignal | undefined;
}

/** How close two papers are. */
export interface PaperCloseness {
  /** Cosine similarity, in [-1, 1]. */
  readonly similarity: number;
  /** How many of 100 random pairs of papers of this atlas are less similar, in [0, 100); null where that is not known. */
  readonly percentile: number | null;
}

export interface PathStep {
  readonly paper: Paper;
  /** To the paper before it on the path; null for the first. */
  readonly closeness: PaperCloseness | null;
}

/** A way to read from one paper to another, each close to the one before. Plain data. */
export interface ReadingPath {
  /** False when no path leads to the other paper. */
  readonly isWhole: boolean;
  /**
   * In reading order, the first paper included. Without a path: the way to the paper that is the most similar to the other of
   * all that can be reached, which may be the first itself.
   */
  readonly steps: readonly PathStep[];
  /** Of the two papers asked for, without the way between them. */
  readonly direct: PaperCloseness;
}

/** What a path is found with. */
export interface PathParts extends Pick<RankingParts, 'readPapers' | 'embeddings' | 'calibration'> {
  readonly neighbors: AtlasReader['neighbors'];
}

/**
 * The reading path between two rows through the kNN graph; see {@link findPaths} for what is the best one. About 0.1 s in
 * 86,000 papers.
 *
 * @throws ExplorerError ATLAS_DAMAGED, ABORTED
 */
export async function findReadingPath(
  { readPapers, embeddings, calibration, neighbors }: PathParts,
  from: number,
  to: number,
  { signal }: ReadingPathOptions,
): Promise<ReadingPath> {
  const pace = new Pace(signal, 'the search for a path');
  const previous = await findPaths(await neighbors(), from, to, pace);
  const vectors = await embeddings();
  const whole = tracePath(previous, to);
  const rows = whole ?? tracePath(previous, await findNearestReached(vectors, previous, to, signal))!;
  const baseline = (await calibration())?.papers ?? null;
  const between = (a: number, b: number): PaperCloseness => {
    const { similarities, percentiles } = measureCloseness(
      compareRows(vectors, rowOf(vectors, a), [b]),
      baseline,
    );
    return { similarity: similarities[0]!, percentile: percentiles?.[0] ?? null };
  };
  const papers = await readPapers([...rows], signal);
  return {
    isWhole: whole !== null,
    steps: Array.from(rows, (row, at) => ({
      paper: papers[at]!,
      closeness: at === 0 ? null : between(rows[at - 1]!, row),
    })),
    direct: between(from, to),
  };
}

/** Of the rows with a path the one most similar to `to`; equal ones by row. */
async function findNearestReached(
  vectors: VectorMatrix,
  previous: Int32Array,
  to: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const products = await scoreAllRows(vectors, rowOf(vectors, to), { signal });
  let nearest = -1;
  for (let row = 0; row < products.length; row++) {
    if (previous[row]! < 0) continue;
    if (nearest < 0 || products[row]! > products[nearest]!) nearest = row;
  }
  return nearest;
}
