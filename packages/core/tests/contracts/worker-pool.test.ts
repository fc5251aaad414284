import { expect, test } from 'vitest';
import { openModelFolder } from '../../src/embedding/model-folder.ts';
import { createWorkerPool } from '../../src/embedding/worker-pool.ts';

const folder = await openModelFolder();
const source = { model: folder.spec, location: folder.path };
const texts = Array.from(
  { length: 400 },
  (_, i) => `text ${i} ${'on explanation by rationales '.repeat(60)}`,
);

test('a worker that is killed from outside leaves the caller alive, with an error that has the cause', async () => {
  const pool = createWorkerPool({ ...source, workers: 2 });
  const onProgress = ({ done }: { done: number }) => {
    if (done === 4) process.kill(pool.processIds[0]!, 'SIGKILL');
  };
  const error = await pool.embed(texts, 'document', { onProgress }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'WORKER_FAILED', details: { how: 'signal SIGKILL' } });
  expect((error as Error).cause).toBeInstanceOf(Error);
  const [again, expected] = [await pool.embed(['a'], 'query'), createWorkerPool({ ...source, workers: 1 })];
  expect(again.data).toEqual((await expected.embed(['a'], 'query')).data);
  await Promise.all([pool.dispose(), expected.dispose()]);
});

test('disposing in the middle stops softly: every process ends by itself and the call is told', async () => {
  const pool = createWorkerPool({ ...source, workers: 2 });
  let told: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve) => {
    told = pool.embed(texts, 'document', { onProgress: () => resolve() }).catch((reason: unknown) => reason);
  });
  const pids = pool.processIds;
  expect(pids.length).toBe(2);
  await pool.dispose();
  expect(await told).toMatchObject({ code: 'ABORTED' });
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});

test('a model that cannot be loaded is an error that names its folder, not a dead process', async () => {
  const pool = createWorkerPool({ ...source, location: '/nowhere/at/all', workers: 1 });
  await expect(pool.embed(['a'], 'query')).rejects.toMatchObject({
    code: 'MODEL_DAMAGED',
    message: expect.stringContaining('/nowhere/at/all'),
  });
  await pool.dispose();
});

test.each([0, -1, 1.5, Number.NaN, 257, Number.POSITIVE_INFINITY])('%d workers are refused', (workers) => {
  expect(() => createWorkerPool({ ...source, workers })).toThrow(/expected a whole number from 1 to 256/);
});

test('the pool knows what its processes have cost', async () => {
  const pool = createWorkerPool({ ...source, workers: 1 });
  await pool.embed(['a'], 'query');
  expect(pool.peakBytes).toBeGreaterThan(50e6);
  await pool.dispose();
});

test('few texts start one process, also where more are allowed; many start them all', async () => {
  const pool = createWorkerPool({ ...source, workers: 2 });
  await pool.embed(texts.slice(0, 3), 'document');
  expect(pool.processIds).toHaveLength(1);
  await pool.embed(
    Array.from({ length: 100 }, (_, i) => `text ${i}`),
    'document',
  );
  expect(pool.processIds).toHaveLength(2);
  await pool.dispose();
});
