import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { selectRows } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { Progress } from '../task.ts';
import { buildHnswIndex, saveHnswIndex, updateHnswIndex } from './hnsw.ts';
import { buildHnswInThread, updateHnswInThread } from './hnsw-thread.ts';

const vectors = createSyntheticEmbeddings({ count: 2000, dimension: 24, seed: 3 });
const options = { efConstruction: 40, seed: 5 };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-atlas-thread-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('makes and saves the very graph that is made without a thread, and finds the same', async () => {
  const reports: Progress[] = [];
  const [here, there] = [join(folder, 'here.bin'), join(folder, 'there.bin')];
  const plain = await buildHnswIndex(vectors, options);
  const threaded = await buildHnswInThread(vectors, options, {
    onProgress: (report) => reports.push(report),
  });
  expect(reports.at(-1)).toEqual({ stage: 'index', done: 2000, total: 2000 });
  expect(threaded).toMatchObject({
    count: 2000,
    dimension: 24,
    metric: 'cosine',
    parameters: plain.parameters,
  });
  await saveHnswIndex(plain, here);
  await threaded.save(there);
  expect(await readFile(there)).toEqual(await readFile(here));
  const queries = selectRows(vectors, [3, 77, 1999]);
  const asked = [queries, 5, { ef: 60 }] as const;
  expect(await threaded.search(...asked)).toEqual(await plain.search(...asked));
  await threaded.dispose();
  await threaded.dispose();
  await expect(threaded.search(...asked)).rejects.toMatchObject({ code: 'INDEX_UNAVAILABLE' });
});

it('updates as without a thread, also where nothing is worth an update', async () => {
  const path = join(folder, 'before.bin');
  const rowsBefore = Array.from({ length: 1700 }, (_, row) => row);
  const before = selectRows(vectors, rowsBefore);
  await saveHnswIndex(await buildHnswIndex(before, options), path);
  const now = selectRows(
    vectors,
    Array.from({ length: 1600 }, (_, row) => row + 150),
  );
  const change = { ...options, before, vectors: now };
  const plain = await updateHnswIndex(path, { ...change, scratch: join(folder, 'one') });
  const threaded = await updateHnswInThread(path, {
    ...change,
    before: selectRows(vectors, rowsBefore),
    scratch: join(folder, 'two'),
  });
  await saveHnswIndex(plain!, join(folder, 'plain.bin'));
  await threaded!.save(join(folder, 'threaded.bin'));
  expect(await readFile(join(folder, 'threaded.bin'))).toEqual(await readFile(join(folder, 'plain.bin')));
  await threaded!.dispose();
  const other = createSyntheticEmbeddings({ count: 1600, dimension: 24, seed: 9 });
  const scratch = join(folder, 'three');
  expect(await updateHnswInThread(path, { ...change, vectors: other, scratch })).toBeNull();
});

it('tells what went wrong in the thread by its code, and goes on after a question that was none', async () => {
  const missing = join(folder, 'nowhere.bin');
  const before = createSyntheticEmbeddings({ count: 2000, dimension: 24, seed: 3 });
  const change = { ...options, before, vectors, scratch: join(folder, 'four') };
  await expect(updateHnswInThread(missing, change)).rejects.toMatchObject({
    code: 'ATLAS_DAMAGED',
    message: expect.stringContaining('nowhere.bin'),
  });
  const index = await buildHnswInThread(vectors, options);
  const wrong = createSyntheticEmbeddings({ count: 1, dimension: 8, seed: 1 });
  await expect(index.search(wrong, 3)).rejects.toMatchObject({ code: 'DIMENSION_MISMATCH' });
  await expect(index.save(join(folder, 'no', 'folder'))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  expect((await index.search(selectRows(vectors, [1]), 1)).indices).toEqual(Int32Array.of(1));
  await index.dispose();
});

it('leaves the event loop free: the loop over the vectors, which looks at the clock at each, runs elsewhere', async () => {
  const looks = vi.spyOn(performance, 'now');
  try {
    await buildHnswIndex(vectors, options);
    expect(looks.mock.calls.length).toBeGreaterThanOrEqual(vectors.count);
    looks.mockClear();
    const index = await buildHnswInThread(vectors, options);
    await index.search(selectRows(vectors, [1, 2]), 3);
    expect(looks.mock.calls.length).toBeLessThan(vectors.count / 10);
    await index.dispose();
  } finally {
    looks.mockRestore();
  }
});

it('stops when its signal is aborted, before and while the thread works', async () => {
  await expect(buildHnswInThread(vectors, options, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
  const stop = new AbortController();
  const onProgress = (): void => stop.abort(new Error('enough'));
  await expect(
    buildHnswInThread(vectors, options, { signal: stop.signal, onProgress }),
  ).rejects.toMatchObject({ code: 'ABORTED' });
});

it('stops at any moment without taking the process with it', async () => {
  // Terminated instead of asked to end, the first dozen of these aborted all of Node: it stood in native code.
  const random = createRandom(11);
  for (let round = 0; round < 60; round++) {
    const stop = new AbortController();
    const reportsLeft = 1 + Math.floor(5 * random());
    let reports = 0;
    const onProgress = (): void => {
      if (++reports === reportsLeft) setTimeout(() => stop.abort(), 10 * random());
    };
    const building = buildHnswInThread(vectors, options, { signal: stop.signal, onProgress });
    const ended = await building.then(
      (index) => index.dispose(),
      (error: unknown) => error,
    );
    if (ended !== undefined) expect(ended).toMatchObject({ code: 'ABORTED' });
  }
});
