import { describe, expect, test } from 'vitest';
import { sampleContent } from '../../tests/support/sample-atlas.ts';
import { httpFiles } from './http.ts';
import { encodeManifest, readManifest } from './manifest.ts';
import { memoryFiles } from './memory.ts';
import { readJsonl } from './read-shards.ts';
import { encodeJsonl, writeKind } from './shards.ts';

const NAME = 'papers-0123456789abcdef.jsonl';

/** Files whose server gives one answer to everything, and what it was asked. */
function filesThatAnswer(answer: (signal: AbortSignal | null | undefined) => Response | Promise<Response>) {
  const asked: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const files = httpFiles('https://example.org/my.atlas', {
    fetch: async (input, init) => {
      asked.push({ url: String(input), init });
      return answer(init?.signal);
    },
  });
  return { files, asked };
}

/** A body without end, and how much of it was taken. */
function endlessBody(): {
  readonly body: ReadableStream<Uint8Array>;
  taken(): number;
  wasCancelled(): boolean;
} {
  let taken = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken += 1000;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken, wasCancelled: () => cancelled };
}

describe('files over http', () => {
  test('lie under the base address, with or without its last slash', async () => {
    const { files, asked } = filesThatAnswer(() => new Response('{}'));
    await files.read('manifest.json', { maxBytes: 10 });
    await files.read(NAME, { maxBytes: 10 });
    expect(asked.map(({ url }) => url)).toEqual([
      'https://example.org/my.atlas/manifest.json',
      `https://example.org/my.atlas/data/${NAME}`,
    ]);
    expect(httpFiles(new URL('https://example.org/a/')).location).toBe('https://example.org/a/');
  });

  test('are asked for anew only when they can change', async () => {
    const { files, asked } = filesThatAnswer(() => new Response('{}'));
    await files.read('manifest.json', { maxBytes: 10 });
    await files.read(NAME, { maxBytes: 10 });
    expect(asked.map(({ init }) => init?.cache)).toEqual(['no-cache', 'default']);
  });

  test('are not read further than the limit when the server sends without end', async () => {
    const endless = endlessBody();
    const { files } = filesThatAnswer(() => new Response(endless.body));
    await expect(files.read(NAME, { maxBytes: 5000 })).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    expect(endless.taken()).toBe(6000);
    expect(endless.wasCancelled()).toBe(true);
  });

  test('are not read further than a range when the server knows no ranges', async () => {
    const endless = endlessBody();
    const { files } = filesThatAnswer(() => new Response(endless.body));
    expect(await files.read(NAME, { maxBytes: 10, range: [2500, 2510] })).toHaveLength(10);
    expect(endless.taken()).toBeLessThanOrEqual(4000);
    expect(endless.wasCancelled()).toBe(true);
  });

  test.each([403, 500, 503])('are not called missing when the server answers %d', async (status) => {
    const { files } = filesThatAnswer(() => new Response('no', { status }));
    for (const name of ['manifest.json', NAME])
      await expect(files.read(name, { maxBytes: 10 })).rejects.toMatchObject({
        code: 'INPUT_UNREADABLE',
        message: expect.stringContaining(`the server answered ${status}`),
      });
  });

  test('say so when a web page comes in place of a file', async () => {
    const page = () =>
      new Response('<!doctype html>', { headers: { 'content-type': 'text/html;charset=utf-8' } });
    const { files } = filesThatAnswer(page);
    await expect(files.read('manifest.json', { maxBytes: 100 })).rejects.toMatchObject({
      code: 'ATLAS_NOT_FOUND',
    });
    await expect(files.read(NAME, { maxBytes: 100 })).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining('a web page'),
    });
  });

  test('keep the cause when the server cannot be reached', async () => {
    const cause = new TypeError('fetch failed');
    const { files } = filesThatAnswer(() => Promise.reject(cause));
    await expect(files.read(NAME, { maxBytes: 10 })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      cause,
    });
  });

  test('keep the cause when the connection breaks in the middle', async () => {
    const cause = new TypeError('terminated');
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(10));
      },
      pull(controller) {
        controller.error(cause);
      },
    });
    const { files } = filesThatAnswer(() => new Response(body));
    await expect(files.read(NAME, { maxBytes: 100 })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      cause,
    });
  });

  test('stop in the middle when they are told to', async () => {
    const controller = new AbortController();
    const { files } = filesThatAnswer((signal) => {
      const body = new ReadableStream({
        pull: (stream) =>
          new Promise<void>((resolve) => {
            signal?.addEventListener('abort', () => {
              stream.error(signal.reason);
              resolve();
            });
            controller.abort();
          }),
      });
      return new Response(body);
    });
    await expect(files.read(NAME, { maxBytes: 100, signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test.each(['bytes 5-9/100', 'bytes */100', ''])('refuse the wrong part %j', async (range) => {
    const { files } = filesThatAnswer(
      () => new Response('12345', { status: 206, headers: { 'content-range': range } }),
    );
    await expect(files.read(NAME, { maxBytes: 10, range: [0, 5] })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
  });

  test.each(['my.atlas', '', 'https://example.org/a?token=1', 'https://example.org/a#b', 'https://'])(
    'have no address %j',
    (address) => {
      expect(() => httpFiles(address)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    },
  );

  test('of one kind are fetched six at a time and read in their order; a missing one is named', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => ({ row }));
    const stored = memoryFiles();
    const kind = await writeKind(stored, encodeJsonl('papers', rows, { rowsPerShard: 1 }));
    const content = sampleContent({ papers: kind });
    stored.files.set(
      'manifest.json',
      encodeManifest({ format: 1, atlasId: 'a'.repeat(32), generation: 1, ...content }),
    );
    let underway = 0;
    let most = 0;
    let missing = '';
    const files = httpFiles('https://example.org/my.atlas', {
      fetch: async (input) => {
        most = Math.max(most, ++underway);
        // The later ones come first: order is not that of arrival.
        await new Promise((resolve) => setTimeout(resolve, 10 - underway));
        underway--;
        const name = String(input).split('/').at(-1)!;
        const bytes = name === missing ? undefined : stored.files.get(name);
        return bytes === undefined
          ? new Response('no', { status: 404 })
          : new Response(new Uint8Array(bytes));
      },
    });
    const manifest = await readManifest(files, { kinds: ['papers'] });
    expect(await readJsonl(files, manifest, 'papers')).toEqual(rows);
    expect(most).toBe(6);

    missing = kind.shards[3]!.name;
    await expect(readJsonl(files, manifest, 'papers')).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      details: { file: `data/${missing}` },
    });
  });
});
