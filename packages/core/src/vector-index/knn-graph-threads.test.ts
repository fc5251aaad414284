import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { selectRows } from '../math/matrix.ts';
import type { Progress } from '../task.ts';
import { buildKnnGraph } from './knn-graph.ts';
import { buildKnnGraphInThreads } from './knn-graph-threads.ts';

const vectors = createSyntheticEmbeddings({ count: 6000, dimension: 48, seed: 8 });

describe('buildKnnGraphInThreads', () => {
  it('gives the bytes of one thread, whatever the number of threads, in memory of its own', async () => {
    const expected = await buildKnnGraph(vectors, { k: 12 });
    for (const threads of [1, 2, 4]) {
      const graph = await buildKnnGraphInThreads(vectors, { k: 12, threads });
      expect(graph).toEqual(expected);
      expect(graph.indices.buffer).toBeInstanceOf(ArrayBuffer);
    }
  });

  it('gives twins and rows of length zero the same neighbours as one thread', async () => {
    const odd = selectRows(
      vectors,
      Int32Array.from({ length: 4000 }, (_, row) => row % 1500),
    );
    odd.data.fill(0, 0, 3 * odd.dimension);
    expect(await buildKnnGraphInThreads(odd, { k: 5, threads: 2 })).toEqual(
      await buildKnnGraph(odd, { k: 5 }),
    );
  });

  it('says how far it is, up to the last row', async () => {
    const reports: Progress[] = [];
    await buildKnnGraphInThreads(
      vectors,
      { k: 3, threads: 2 },
      { onProgress: (report) => reports.push(report) },
    );
    expect(reports.every(({ stage, total }) => stage === 'graph' && total === 6000)).toBe(true);
    expect(reports.map(({ done }) => done)).toEqual(reports.map(({ done }) => done).sort((a, b) => a - b));
    expect(reports.at(-1)?.done).toBe(6000);
  });

  it('stops when its signal is aborted, before and while it runs', async () => {
    const before = buildKnnGraphInThreads(vectors, { k: 3 }, { signal: AbortSignal.abort() });
    await expect(before).rejects.toMatchObject({ code: 'ABORTED' });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error('enough'));
    const running = buildKnnGraphInThreads(
      vectors,
      { k: 3, threads: 2 },
      { signal: controller.signal, onProgress },
    );
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('refuses a k that is none, and gives few rows as many neighbours as there are', async () => {
    await expect(buildKnnGraphInThreads(vectors, { k: 0 })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect(await buildKnnGraphInThreads(selectRows(vectors, [0, 1, 2]), { k: 15 })).toMatchObject({ k: 2 });
  });
});
