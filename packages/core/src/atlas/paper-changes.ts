import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { type LongTask, Pace } from '../task.ts';

/** What became of the papers of one atlas in the next. A paper is the same when its id is. */
export interface PaperChanges {
  /** For each paper now the row that it had; -1 for one that was not there. */
  readonly rowBefore: Int32Array;
  /** The same, and -1 also for a paper whose vector is another one. */
  readonly sameVector: Int32Array;
  /** The same, and -1 also for a paper whose title or abstract is another one. */
  readonly sameText: Int32Array;
  /** Ids of papers that were not there, in the order of the rows now. */
  readonly added: readonly string[];
  /** Ids of papers whose title or abstract is another one, in the order of the rows now. */
  readonly edited: readonly string[];
  /** Ids of papers that are gone, in the order of the rows before. */
  readonly removed: readonly string[];
}

/** Papers compared between two looks at the clock. */
const ROWS_A_LOOK = 64;

/** The papers of an atlas and their vectors, row by row. */
export interface PapersAndVectors {
  readonly papers: readonly Paper[];
  readonly embeddings: VectorMatrix;
}

/**
 * Compares papers by id, text and the bits of their vectors. Gives the event loop a turn every few milliseconds.
 *
 * @throws ExplorerError ABORTED
 */
export async function findPaperChanges(
  before: PapersAndVectors,
  after: PapersAndVectors,
  { signal }: LongTask = {},
): Promise<PaperChanges> {
  const pace = new Pace(signal, 'comparing the papers');
  const rowOfId = new Map<string, number>();
  for (const [row, { id }] of before.papers.entries()) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    rowOfId.set(id, row);
  }
  const rowBefore = new Int32Array(after.papers.length).fill(-1);
  const sameVector = new Int32Array(after.papers.length).fill(-1);
  const sameText = new Int32Array(after.papers.length).fill(-1);
  const added: string[] = [];
  const edited: string[] = [];
  for (const [row, paper] of after.papers.entries()) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    const old = rowOfId.get(paper.id);
    if (old === undefined) {
      added.push(paper.id);
      continue;
    }
    rowOfId.delete(paper.id);
    rowBefore[row] = old;
    const { title, abstract } = before.papers[old]!;
    if (paper.title === title && paper.abstract === abstract) sameText[row] = old;
    else edited.push(paper.id);
    if (isSameVector(before.embeddings, old, after.embeddings, row)) sameVector[row] = old;
  }
  return { rowBefore, sameVector, sameText, added, edited, removed: [...rowOfId.keys()] };
}

function isSameVector(one: VectorMatrix, row: number, other: VectorMatrix, otherRow: number): boolean {
  const { dimension } = other;
  if (one.dimension !== dimension) return false;
  for (let i = 0; i < dimension; i++)
    if (!Object.is(one.data[row * dimension + i], other.data[otherRow * dimension + i])) return false;
  return true;
}
