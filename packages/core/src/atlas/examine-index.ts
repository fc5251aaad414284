import type { VectorMatrix } from '../math/matrix.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { findLeastEf } from '../vector-index/least-ef.ts';
import { findTruth } from '../vector-index/recall.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';

/** How well the index finds the neighbours of the atlas's own papers, against exact search. */
export interface IndexExamination {
  /** Share of the true ten nearest that it finds, in [0, 1]. */
  readonly recallAt10: number;
  /** The same of the worst paper. */
  readonly worst: number;
  /** Papers that were asked about. */
  readonly queries: number;
  /** Candidates of a search, as the atlas says. */
  readonly ef: number;
  /** The smallest `ef` with a recall of .99; null when even 2,048 gives less. */
  readonly efFor99: number | null;
}

/** What the doctor wants of an index. */
export const WANTED_RECALL = 0.99;

/** @returns null for an atlas that is searched exactly */
export async function examineIndex(
  index: VectorIndex,
  vectors: VectorMatrix,
  { steps }: AtlasManifest,
  { signal, onProgress }: LongTask,
): Promise<IndexExamination | null> {
  if (steps.index === null) return null;
  onProgress?.({ stage: 'index', done: 0, total: 3 });
  const truth = await findTruth(vectors, index.metric, { seed: steps.projection.seed }, { signal });
  onProgress?.({ stage: 'index', done: 1, total: 3 });
  const { recall, worst, queries } = await truth.measure(index);
  throwIfAborted(signal, 'the examination');
  onProgress?.({ stage: 'index', done: 2, total: 3 });
  const efFor99 = await findLeastEf(index, truth, { recall: WANTED_RECALL, signal });
  onProgress?.({ stage: 'index', done: 3, total: 3 });
  return { recallAt10: recall, worst, queries, ef: steps.index.ef, efFor99 };
}
