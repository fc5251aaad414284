import type { VectorMatrix } from '../math/matrix.ts';
import type { LongTask } from '../task.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { mendKnnGraph } from '../vector-index/mend-graph.ts';
import type { NeighborTable, VectorIndex } from '../vector-index/vector-index.ts';
import type { ContentsBefore } from './contents-before.ts';
import type { PaperChanges } from './paper-changes.ts';

/** Gives the neighbours by cosine of all vectors, or of some `rows`. */
export type GraphBuilder = (
  vectors: VectorMatrix,
  options: { readonly k: number; readonly rows?: Int32Array },
  task: LongTask,
) => Promise<NeighborTable>;

export interface GraphSource {
  readonly embeddings: VectorMatrix;
  /** The atlas before and what became of its papers; both null when there is none that can be gone on from. */
  readonly before: ContentsBefore | null;
  readonly changes: PaperChanges | null;
  readonly lookUp: GraphBuilder;
  /** With which `ef` an index looks up; null where it is exact. */
  readonly ef: number | null;
}

/** Asks an index instead of comparing all vectors. */
export function lookUpIn(index: VectorIndex, ef: number): GraphBuilder {
  return (vectors, options, task) => buildKnnGraph(vectors, { ...options, index, ef }, task);
}

/**
 * The kNN graph of `k` columns and the `reserve` beyond: what the atlas before knows, mended, where it was made in the same
 * way; else made anew. A mended line is to the bit what looking it up gives, where that is exact.
 *
 * @throws ExplorerError ABORTED
 */
export async function graphPapers(
  { embeddings, before, changes, lookUp, ef }: GraphSource,
  { k, reserve }: { readonly k: number; readonly reserve: number },
  task: LongTask,
): Promise<NeighborTable> {
  const isSameWay = (before?.steps.graph['ef'] ?? null) === ef;
  if (before?.graph && changes && isSameWay) {
    const mended = await mendKnnGraph(
      embeddings,
      { graph: before.graph, rowBefore: changes.sameVector },
      { k, reserve, lookUp: (rows, width) => lookUp(embeddings, { k: width, rows }, task) },
      task,
    );
    if (mended !== null) return mended;
  }
  return await lookUp(embeddings, { k: k + reserve }, task);
}
