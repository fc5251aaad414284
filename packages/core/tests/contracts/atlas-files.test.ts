import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { type AtlasFiles, relativePathOf } from '../../src/store/files.ts';
import { openFolder } from '../../src/store/folder.ts';
import { httpFiles } from '../../src/store/http.ts';
import { readManifest } from '../../src/store/manifest.ts';
import { memoryFiles } from '../../src/store/memory.ts';
import { readArray, readBytes, readJson, readJsonl } from '../../src/store/read-shards.ts';
import { zipFiles } from '../../src/store/zip.ts';
import { createSampleAtlas, SAMPLE, SAMPLE_PAPERS } from '../support/sample-atlas.ts';

type Contents = ReadonlyMap<string, Uint8Array>;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function inMemory(contents: Contents): Promise<AtlasFiles> {
  return memoryFiles(new Map(contents));
}

async function inZip(contents: Contents): Promise<AtlasFiles> {
  const paths = [...contents].map(([name, bytes]) => [relativePathOf(name), bytes] as const);
  return zipFiles(zipSync(Object.fromEntries(paths)), 'my.atlas.zip');
}

async function inFolder(contents: Contents): Promise<AtlasFiles> {
  const dir = await mkdtemp(join(tmpdir(), 'atlas-files-'));
  cleanups.push(() => rm(dir, { recursive: true }));
  for (const [name, bytes] of contents) {
    const path = join(dir, relativePathOf(name));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  return openFolder(dir);
}

/** How a server answers: static servers know ranges or do not, development servers send a page for what is missing. */
interface ServerManners {
  readonly ranges: boolean;
  readonly pageForMissing: boolean;
  /** In small pieces, without saying how many bytes there are. */
  readonly chunked: boolean;
}

function overHttp(manners: ServerManners): (contents: Contents) => Promise<AtlasFiles> {
  return async (contents) => {
    const byPath = new Map(
      [...contents].map(([name, bytes]) => [`/some/my.atlas/${relativePathOf(name)}`, bytes]),
    );
    const server = createServer((request, response) => {
      const bytes = byPath.get(request.url ?? '');
      if (bytes === undefined) {
        response.writeHead(manners.pageForMissing ? 200 : 404, {
          'content-type': 'text/html; charset=utf-8',
        });
        response.end('<!doctype html><title>App</title>');
        return;
      }
      const range = manners.ranges ? /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') : null;
      const [from, to] = range
        ? [Number(range[1]), Math.min(bytes.length, Number(range[2]) + 1)]
        : [0, bytes.length];
      if (range && from >= bytes.length) {
        response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
        return;
      }
      response.writeHead(range ? 206 : 200, {
        'content-type': 'application/octet-stream',
        ...(range ? { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` } : {}),
        ...(manners.chunked ? {} : { 'content-length': to - from }),
      });
      const part = bytes.subarray(from, to);
      if (manners.chunked)
        for (let at = 0; at < part.length; at += 100) response.write(part.subarray(at, at + 100));
      response.end(manners.chunked ? undefined : part);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return httpFiles(`http://127.0.0.1:${(server.address() as AddressInfo).port}/some/my.atlas`);
  };
}

const ADAPTERS: readonly (readonly [name: string, create: (contents: Contents) => Promise<AtlasFiles>])[] = [
  ['memory', inMemory],
  ['a zip', inZip],
  ['a folder', inFolder],
  ['a plain web server', overHttp({ ranges: true, pageForMissing: false, chunked: false })],
  ['a development server', overHttp({ ranges: false, pageForMissing: true, chunked: true })],
];

const NAME = 'papers-0123456789abcdef.jsonl';
const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);
const CONTENTS: Contents = new Map([[NAME, BYTES]]);

describe.each(ADAPTERS)('atlas files in %s', (_, create) => {
  test('give a file whole', async () => {
    const files = await create(CONTENTS);
    expect(await files.read(NAME, { maxBytes: 1000 })).toEqual(BYTES);
    expect(await files.read(NAME, { maxBytes: 2 ** 40 })).toEqual(BYTES);
    expect(files.location).not.toBe('');
  });

  test('give an empty file', async () => {
    const files = await create(new Map([[NAME, new Uint8Array(0)]]));
    expect(await files.read(NAME, { maxBytes: 10 })).toEqual(new Uint8Array(0));
    expect(await files.read(NAME, { maxBytes: 0, range: [0, 0] })).toEqual(new Uint8Array(0));
  });

  test('give memory of its own at each read, aligned for every type of values', async () => {
    const files = await create(CONTENTS);
    const first = await files.read(NAME, { maxBytes: 1000 });
    expect(first.byteOffset).toBe(0);
    expect(first.buffer.byteLength).toBe(1000);
    first.fill(0);
    expect(await files.read(NAME, { maxBytes: 1000 })).toEqual(BYTES);
    const part = await files.read(NAME, { maxBytes: 8, range: [3, 11] });
    expect([part.byteOffset, part.buffer.byteLength]).toEqual([0, 8]);
  });

  test('give a part', async () => {
    const files = await create(CONTENTS);
    for (const [from, to] of [
      [0, 10],
      [990, 1000],
      [500, 501],
      [7, 7],
      [0, 1000],
    ] as const)
      expect(await files.read(NAME, { maxBytes: 1000, range: [from, to] })).toEqual(BYTES.slice(from, to));
  });

  test('give a small part of a file that is larger than the limit', async () => {
    const files = await create(CONTENTS);
    expect(await files.read(NAME, { maxBytes: 4, range: [10, 14] })).toEqual(BYTES.slice(10, 14));
  });

  test.each([
    [999, 1001],
    [1000, 1001],
    [5000, 5001],
  ])('refuse the part from %d to %d, which is beyond the end', async (from, to) => {
    const files = await create(CONTENTS);
    await expect(files.read(NAME, { maxBytes: 10, range: [from, to] })).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining(`data/${NAME} ends after`),
    });
  });

  test('refuse a file that is larger than the limit', async () => {
    const files = await create(CONTENTS);
    await expect(files.read(NAME, { maxBytes: 999 })).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining(`data/${NAME}`),
    });
  });

  test('name the file that is missing', async () => {
    const files = await create(CONTENTS);
    await expect(files.read('papers-ffffffffffffffff.jsonl', { maxBytes: 10 })).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining('data/papers-ffffffffffffffff.jsonl is missing'),
    });
  });

  test('are no atlas without a manifest', async () => {
    const files = await create(CONTENTS);
    await expect(files.read('manifest.json', { maxBytes: 10 })).rejects.toMatchObject({
      code: 'ATLAS_NOT_FOUND',
      message: expect.stringContaining(files.location),
    });
  });

  test.each([
    '../secret',
    '/etc/passwd',
    'data/x',
    '',
    'manifest.json\0',
    '%2e%2e%2fsecret',
    'http://example.org/',
  ])('refuse the name %j', async (name) => {
    const files = await create(CONTENTS);
    await expect(files.read(name, { maxBytes: 10 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('refuse a limit or a part that makes no sense', async () => {
    const files = await create(CONTENTS);
    await expect(files.read(NAME, { maxBytes: -1 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(files.read(NAME, { maxBytes: 5, range: [0, 6] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test('stop when they are told to', async () => {
    const files = await create(CONTENTS);
    const reason = new Error('enough');
    await expect(
      files.read(NAME, { maxBytes: 1000, signal: AbortSignal.abort(reason) }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
      cause: reason,
    });
  });

  test('answer many reads at once', async () => {
    const files = await create(CONTENTS);
    const parts = await Promise.all(
      Array.from({ length: 50 }, (_, i) => files.read(NAME, { maxBytes: 10, range: [i * 10, i * 10 + 10] })),
    );
    parts.forEach((part, i) => {
      expect(part).toEqual(BYTES.slice(i * 10, i * 10 + 10));
    });
  });

  test('are enough to read a whole atlas from', async () => {
    const sample = await createSampleAtlas();
    const files = await create(sample.files.files);
    const manifest = await readManifest(files, { kinds: ['papers', 'embeddings', 'regions', 'graph'] });
    expect(manifest).toEqual(sample.manifest);
    expect(await readJsonl(files, manifest, 'papers')).toEqual(SAMPLE_PAPERS);
    expect(await readJson(files, manifest, 'regions')).toEqual([{ name: 'everything', version: 0 }]);
    expect(await readBytes(files, manifest, 'graph')).toHaveLength(1000);
    const { data } = await readArray(files, manifest, 'embeddings', {
      dtype: 'f32',
      shape: [SAMPLE.papers, SAMPLE.dimension],
    });
    expect(data).toEqual(Float32Array.from({ length: data.length }, (_, i) => i / 7));
  });
});
