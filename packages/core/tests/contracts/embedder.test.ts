import { afterAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { openModelFolder } from '../../src/embedding/model-folder.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers.ts';
import { createWorkerPool } from '../../src/embedding/worker-pool.ts';
import { isExplorerError } from '../../src/errors.ts';
import { rowOf } from '../../src/math/matrix.ts';
import type { Progress } from '../../src/task.ts';

const folder = await openModelFolder();
const source = { model: folder.spec, location: folder.path };

const ADAPTERS: readonly (readonly [string, () => Promise<Embedder>])[] = [
  ['transformers.js in this thread', () => createTransformersEmbedder(source)],
  ['a pool of one process', async () => createWorkerPool({ ...source, workers: 1 })],
  ['a pool of three processes', async () => createWorkerPool({ ...source, workers: 3 })],
];

const TEXTS = [
  'Rationale extraction as a cooperative game',
  '',
  'a',
  'Naïve Bayes — une équation: $x^2$ 🙂',
  '強化学習 reasoning',
  `long ${'reinforcement learning from human feedback '.repeat(400)}`,
  'lone surrogate \ud800 inside',
  'x'.repeat(200_000),
];

/** The vectors of the first adapter: the others must give the same bytes. */
const expected: Promise<Float32Array> = createTransformersEmbedder(source).then(async (embedder) => {
  const { data } = await embedder.embed(TEXTS, 'document');
  await embedder.dispose();
  return data;
});

describe.each(ADAPTERS)('%s', (_name, create) => {
  const opened = create();
  afterAll(async () => (await opened).dispose());

  test('gives every text one vector of unit length and the model’s dimension', async () => {
    const embedder = await opened;
    const vectors = await embedder.embed(TEXTS, 'document');
    expect([vectors.count, vectors.dimension]).toEqual([TEXTS.length, embedder.model.dimension]);
    for (let row = 0; row < vectors.count; row++)
      expect(Math.hypot(...rowOf(vectors, row))).toBeCloseTo(1, 5);
  });

  test('gives a text the same bytes whatever its batch, its place and the number of workers', async () => {
    const embedder = await opened;
    const reference = await expected;
    const whole = await embedder.embed(TEXTS, 'document');
    expect(whole.data).toEqual(reference);
    const reversed = await embedder.embed(TEXTS.toReversed(), 'document');
    const alone = await embedder.embed([TEXTS[3]!], 'document');
    for (let row = 0; row < TEXTS.length; row++)
      expect(rowOf(reversed, TEXTS.length - 1 - row)).toEqual(rowOf(whole, row));
    expect(alone.data).toEqual(rowOf(whole, 3));
  });

  test('embeds an empty list into an empty matrix', async () => {
    expect(await (await opened).embed([], 'query')).toMatchObject({ count: 0, dimension: 384 });
  });

  test('serves calls that overlap', async () => {
    const embedder = await opened;
    const [first, second] = await Promise.all([
      embedder.embed(['one text', 'another'], 'document'),
      embedder.embed(['another', 'one text'], 'document'),
    ]);
    expect(rowOf(first, 0)).toEqual(rowOf(second, 1));
    expect(rowOf(first, 1)).toEqual(rowOf(second, 0));
  });

  test('reports its progress, one step a text', async () => {
    const seen: Progress[] = [];
    await (await opened).embed(['a', 'b', 'c'], 'document', {
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['embed', 1, 3],
      ['embed', 2, 3],
      ['embed', 3, 3],
    ]);
  });

  test('a callback that throws fails its own call alone', async () => {
    const embedder = await opened;
    const onProgress = () => {
      throw new Error('a fault of the caller');
    };
    await expect(embedder.embed(['a', 'b'], 'query', { onProgress })).rejects.toThrow(
      'a fault of the caller',
    );
    expect((await embedder.embed(['a'], 'query')).count).toBe(1);
  });

  test('stops when it is aborted, before and in the middle, and works again afterwards', async () => {
    const embedder = await opened;
    const before = AbortSignal.abort();
    await expect(embedder.embed(['a'], 'query', { signal: before })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    const controller = new AbortController();
    let done = 0;
    const many = Array.from({ length: 500 }, (_, i) => `text number ${i} ${TEXTS[5]}`);
    const onProgress = (progress: Progress) => {
      done = progress.done;
      if (done === 3) controller.abort(new Error('enough'));
    };
    const stopped = await embedder
      .embed(many, 'document', { signal: controller.signal, onProgress })
      .catch((error: unknown) => error);
    expect(isExplorerError(stopped, 'ABORTED') && stopped.cause).toEqual(new Error('enough'));
    expect(done).toBeLessThan(20);
    expect((await embedder.embed([TEXTS[0]!], 'document')).data).toEqual((await expected).slice(0, 384));
  });
});

test.each(ADAPTERS)(
  '%s refuses to embed once it is disposed, and is disposed twice without harm',
  async (_name, create) => {
    const embedder = await create();
    await embedder.dispose();
    await embedder.dispose();
    await expect(embedder.embed(['a'], 'query')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  },
);
