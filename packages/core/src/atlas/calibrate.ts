import type { Embedder } from '../embedding/embedder.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom, sampleRows } from '../math/random.ts';
import type { Paper } from '../papers/paper.ts';
import { paperName } from '../papers/text.ts';
import { type Calibration, measureBaseline, type SimilarityBaseline } from '../search/calibration.ts';
import type { LongTask } from '../task.ts';

/** Papers that are compared with all others, at most… */
const MOST_PROBES = 500;
/** …and so few that this many comparisons are enough for each baseline. */
const MOST_PAIRS = 20_000_000;
/** Without a stored calibration the papers' one is measured when it is first needed, and somebody waits. */
const QUICK_PAIRS = 1_000_000;

/**
 * Measures what a similarity means in this corpus: a seeded sample of at most 500 papers is compared with all papers, by
 * their vectors and by their titles embedded as queries. Progress in units of one text embedded or one probe compared.
 */
export async function buildCalibration(
  papers: readonly Paper[],
  embeddings: VectorMatrix,
  embedder: Embedder,
  seed: number,
  { signal, onProgress }: LongTask,
): Promise<Calibration | null> {
  if (papers.length < 2) return null;
  const rows = sampleProbes(papers.length, MOST_PAIRS, seed);
  let before = 0;
  const total = 3 * rows.length;
  const next = (): LongTask => {
    const start = before;
    before += rows.length;
    return {
      signal,
      onProgress: onProgress && (({ stage, done }) => onProgress({ stage, done: start + done, total })),
    };
  };
  const titles = Array.from(rows, (row) => paperName(papers[row]!));
  const queries = await embedder.embed(titles, 'query', next());
  const ofTitles = await measureBaseline(embeddings, { vectors: queries, rows }, next());
  const ofPapers = await measureBaseline(embeddings, { vectors: selectRows(embeddings, rows), rows }, next());
  return ofPapers && { papers: ofPapers, titles: ofTitles };
}

/** For an atlas without a calibration: between papers alone, since titles would need the model. */
export async function calibratePapers(embeddings: VectorMatrix, seed: number): Promise<Calibration | null> {
  const rows = sampleProbes(embeddings.count, QUICK_PAIRS, seed);
  const vectors = selectRows(embeddings, rows);
  const papers: SimilarityBaseline | null = await measureBaseline(embeddings, { vectors, rows });
  return papers && { papers, titles: null };
}

function sampleProbes(count: number, mostPairs: number, seed: number): Int32Array {
  const size = Math.min(count, MOST_PROBES, Math.max(50, Math.ceil(mostPairs / count)));
  return sampleRows(count, size, createRandom(seed));
}
