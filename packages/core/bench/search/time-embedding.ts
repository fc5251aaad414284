import { createWorkerPool, openModelFolder } from '../../src/node.ts';
import { quantileOf } from './figures.ts';

/** What the vector of a query costs, which the searches do not count: milliseconds. */
export interface EmbeddingTimes {
  /** With the start of the process and the loading of the model. */
  readonly cold: number;
  readonly p50: number;
  readonly p95: number;
}

/** Embeds one query after another as an open atlas does: the default model in one process. */
export async function timeEmbedding(texts: readonly string[]): Promise<EmbeddingTimes> {
  const start = performance.now();
  const { spec, path } = await openModelFolder();
  const pool = createWorkerPool({ model: spec, location: path, workers: 1 });
  try {
    await pool.embed([texts[0]!], 'query');
    const cold = performance.now() - start;
    const times: number[] = [];
    for (const text of texts) {
      const before = performance.now();
      await pool.embed([text], 'query');
      times.push(performance.now() - before);
    }
    return { cold, p50: quantileOf(times, 0.5), p95: quantileOf(times, 0.95) };
  } finally {
    await pool.dispose();
  }
}
