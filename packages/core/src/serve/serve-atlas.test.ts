import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeTemporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { writeSample } from '../../tests/support/sample-atlas.ts';
import { writeAtlasFolder } from '../store/folder-writer.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { bind } from './listen.ts';
import { type AtlasServer, type ServeAtlasOptions, serveAtlas } from './serve-atlas.ts';

const PAGE = '<!doctype html><title>Explorer</title>';

let folder = '';
let atlas = '';
let explorer = '';
let warnings: string[] = [];
const servers: AtlasServer[] = [];

beforeEach(async () => {
  folder = makeTemporaryFolder();
  [atlas, explorer] = [join(folder, 'sample.atlas'), join(folder, 'explorer')];
  warnings = [];
  // Nothing is looked for outside the test's folder.
  vi.stubEnv('PAPER_ATLAS_CACHE', join(folder, 'cache'));
  vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
  await writeAtlasFolder(atlas, writeSample());
  mkdirSync(join(explorer, 'assets'), { recursive: true });
  mkdirSync(join(explorer, 'models'));
  writeFileSync(join(explorer, 'index.html'), PAGE);
  writeFileSync(join(explorer, 'assets', 'main-0123.js'), 'export {};\n');
  writeFileSync(join(explorer, 'models', 'weights.onnx'), 'of a static explorer');
  writeFileSync(join(explorer, 'offline-worker.js'), 'of a static explorer');
  writeFileSync(join(explorer, '.secret'), 'secret');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  vi.unstubAllEnvs();
});

/** 0 on a system that does not tell. */
function countOpenFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}

async function serve(options: ServeAtlasOptions = {}): Promise<AtlasServer> {
  const server = await serveAtlas(atlas, {
    explorer,
    onWarning: (message) => warnings.push(message),
    ...options,
  });
  servers.push(server);
  return server;
}

const readManifestFile = (dir = atlas) =>
  JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as AtlasManifest;
const shardsOf = (manifest: AtlasManifest) => Object.values(manifest.kinds).flatMap((kind) => kind.shards);
const shardPath = (kind: string) => {
  const { name } = readManifestFile().kinds[kind]!.shards[0]!;
  return { file: join(atlas, 'data', name), address: `/atlas/data/${name}` };
};

/** A folder that looks like the model that the sample names: its weights are others. */
function makeModel(): string {
  const model = join(folder, 'cache', 'models', 'some', 'model');
  const files = {
    'config.json': '{"hidden_size":4}',
    'tokenizer.json': '{}',
    'tokenizer_config.json': '{}',
    '1_Pooling/config.json': '{"pooling_mode_mean_tokens":true}',
    'onnx/model_quantized.onnx': 'weights',
    'private.txt': 'private',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(model, name)), { recursive: true });
    writeFileSync(join(model, name), content);
  }
  return model;
}

describe('what is served', () => {
  test('the page at / and the explorer’s files, as they were at the start', async () => {
    const { url } = await serve();
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    writeFileSync(join(explorer, 'index.html'), 'torn');
    writeFileSync(join(explorer, 'later.js'), 'later');
    for (const path of ['/', '/index.html']) expect(await (await fetch(url + path)).text()).toBe(PAGE);
    expect((await fetch(`${url}/assets/main-0123.js`)).headers.get('content-type')).toMatch(
      /^text\/javascript/,
    );
    for (const path of [
      '/later.js',
      '/.secret',
      '/assets',
      '/assets/',
      '/models/weights.onnx',
      '/secret.txt',
    ])
      expect((await fetch(url + path)).status, path).toBe(404);
  });

  test('in place of a static explorer’s service worker one that ends, and a page that is told to start none', async () => {
    const { url } = await serve();
    expect(await (await fetch(`${url}/offline-worker.js`)).text()).toContain('registration.unregister()');
    expect((await fetch(url)).headers.get('server-timing')).toBe('paper-atlas-serve');
  });

  test('the manifest and every file that it names, and nothing else of the folder', async () => {
    writeFileSync(join(atlas, 'data', 'papers-0123456789abcdef.jsonl'), 'not of this atlas');
    const { url } = await serve();
    const response = await fetch(`${url}/atlas/manifest.json`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const manifest = (await response.json()) as AtlasManifest;
    expect(manifest).toEqual(readManifestFile());
    for (const { name, bytes, sha256 } of shardsOf(manifest)) {
      const shard = await fetch(`${url}/atlas/data/${name}`);
      expect((await shard.arrayBuffer()).byteLength, name).toBe(bytes);
      expect(shard.headers.get('cache-control')).toMatch(/immutable/);
      expect(shard.headers.get('etag')).toContain(sha256.slice(0, 32));
    }
    const others = ['build-report.json', 'data/papers-0123456789abcdef.jsonl', 'data/', 'data', ''];
    for (const name of others) expect((await fetch(`${url}/atlas/${name}`)).status, name).toBe(404);
  });
});

describe('a file of the atlas', () => {
  test('is read in parts, asked about and not sent twice, and no file stays open', async () => {
    const { url } = await serve();
    const { file, address } = shardPath('embeddings');
    const bytes = readFileSync(file);
    const etag = (await fetch(url + address, { method: 'HEAD' })).headers.get('etag')!;
    const openBefore = countOpenFiles();
    for (let i = 0; i < 50; i++) {
      const part = await fetch(url + address, { headers: { range: 'bytes=4-11' } });
      expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(4, 12)]);
      const others = [{ range: 'bytes=9999-' }, { 'if-none-match': etag }];
      const statuses = others.map(async (headers) => (await fetch(url + address, { headers })).status);
      expect(await Promise.all(statuses)).toEqual([416, 304]);
      expect((await fetch(url + address, { method: 'HEAD' })).status).toBe(200);
    }
    // Connections come and go; a file that stays open each time would be 50.
    expect(countOpenFiles() - openBefore).toBeLessThan(20);
  });

  test('that is missing is a 404', async () => {
    const { url } = await serve();
    const { file, address } = shardPath('embeddings');
    rmSync(file);
    expect((await fetch(url + address)).status).toBe(404);
  });

  test('that was altered is given, for the page to refuse, and is right again when it is mended', async () => {
    const { url } = await serve();
    const { file, address } = shardPath('embeddings');
    const bytes = readFileSync(file);
    expect((await fetch(url + address)).headers.get('cache-control')).toMatch(/immutable/);
    writeFileSync(file, Buffer.from(bytes).fill(1, 0, 8));
    const altered = await fetch(url + address);
    expect([altered.status, altered.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(altered.headers.get('etag')).toBeNull();
    writeFileSync(file, bytes);
    const mended = await fetch(url + address);
    expect(mended.headers.get('cache-control')).toMatch(/immutable/);
    expect(Buffer.from(await mended.arrayBuffer())).toEqual(bytes);
  });

  test('that is a link out of the folder is given when it is what the manifest names, else not', async () => {
    const { url } = await serve();
    const { file, address } = shardPath('papers');
    renameSync(file, join(folder, 'moved.jsonl'));
    symlinkSync(join(folder, 'moved.jsonl'), file);
    expect((await fetch(url + address)).status).toBe(200);
    rmSync(file);
    symlinkSync(join(folder, 'secret.txt'), file);
    expect((await fetch(url + address)).status).toBe(404);
  });
});

describe('a rebuild while it is served', () => {
  test('is seen, and the files of the generation before are still there', async () => {
    const { url } = await serve();
    const before = readManifestFile();
    await writeAtlasFolder(atlas, writeSample(1));
    const after = (await (await fetch(`${url}/atlas/manifest.json`)).json()) as AtlasManifest;
    expect(after.generation).toBe(2);
    for (const { name } of [...shardsOf(before), ...shardsOf(after)])
      expect((await fetch(`${url}/atlas/data/${name}`)).status, name).toBe(200);
  });

  test('is seen by who asks for a new file first', async () => {
    const { url } = await serve();
    await writeAtlasFolder(atlas, writeSample(1));
    expect((await fetch(url + shardPath('embeddings').address)).status).toBe(200);
  });

  test('that leaves a broken manifest keeps the last good one, and says so once', async () => {
    const { url } = await serve();
    writeFileSync(join(atlas, 'manifest.json'), '{"format":1');
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`${url}/atlas/manifest.json`);
      expect(((await response.json()) as AtlasManifest).generation).toBe(1);
    }
    expect(warnings.filter((message) => message.includes('manifest.json'))).toHaveLength(1);
  });

  test('that takes the atlas away is a 404', async () => {
    const { url } = await serve();
    rmSync(atlas, { recursive: true });
    expect((await fetch(`${url}/atlas/manifest.json`)).status).toBe(404);
    await writeAtlasFolder(atlas, writeSample(1));
    expect((await fetch(`${url}/atlas/manifest.json`)).status).toBe(200);
  });
});

describe('the model', () => {
  test('is found where models are kept; its files are served, and nothing else of its folder', async () => {
    makeModel();
    const { url } = await serve();
    const weights = await fetch(`${url}/models/some/model/onnx/model_quantized.onnx`);
    expect([weights.headers.get('content-type'), await weights.text()]).toEqual([
      'application/octet-stream',
      'weights',
    ]);
    expect((await fetch(`${url}/models/some/model/config.json`)).headers.get('cache-control')).toBe(
      'no-cache',
    );
    for (const path of ['some/model/private.txt', 'some/model/', 'some', 'other/model/config.json'])
      expect((await fetch(`${url}/models/${path}`)).status, path).toBe(404);
  });

  test('of another version than the atlas’s is served all the same, with a warning', async () => {
    makeModel();
    const { url } = await serve();
    expect((await fetch(`${url}/models/some/model/config.json`)).status).toBe(200);
    expect(warnings).toEqual([expect.stringMatching(/sha256(.|\n)*by words only$/)]);
  });

  test('that is nowhere is a warning, and the map is served', async () => {
    const { url } = await serve();
    await expect
      .poll(() => warnings)
      .toEqual([expect.stringMatching(/some\/model was not found(.|\n)*by words only$/)]);
    expect((await fetch(`${url}/models/some/model/config.json`)).status).toBe(404);
    expect((await fetch(`${url}/atlas/manifest.json`)).status).toBe(200);
  });

  test('that the user names and that is another, or nowhere, is refused', async () => {
    await expect(serve({ model: makeModel() })).rejects.toMatchObject({ code: 'MODEL_MISMATCH' });
    await expect(serve({ model: join(folder, 'nowhere') })).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
    });
  });
});

describe('a server that cannot start says why:', () => {
  test.each([0, 1, 2])('no explorer (%i)', async (way) => {
    if (way === 0) rmSync(explorer, { recursive: true });
    else rmSync(join(explorer, 'index.html'));
    if (way === 2) symlinkSync(join(folder, 'secret.txt'), join(explorer, 'index.html'));
    await expect(serve()).rejects.toMatchObject({
      code: 'EXPLORER_NOT_FOUND',
      message: expect.stringContaining('npm start'),
    });
  });

  test('no atlas, and a broken one', async () => {
    writeFileSync(join(atlas, 'manifest.json'), '{}');
    await expect(serve()).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    rmSync(join(atlas, 'manifest.json'));
    await expect(serve()).rejects.toMatchObject({ code: 'ATLAS_NOT_FOUND' });
  });

  test('a port in use, a port that is none, a host that is none of ours', async () => {
    const { port } = await serve({ port: 0 });
    await expect(serve({ port })).rejects.toMatchObject({
      code: 'ADDRESS_UNAVAILABLE',
      message: expect.stringMatching(new RegExp(`${port} is in use; name another port`)),
    });
    for (const wrong of [-1, 65_536, 1.5, Number.NaN])
      await expect(serve({ port: wrong })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(serve({ port: 0, host: '203.0.113.7' })).rejects.toMatchObject({
      code: 'ADDRESS_UNAVAILABLE',
    });
    await expect(serve({ host: ' ' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('the port', () => {
  test('is the next free one when it is not named', async () => {
    const [first, second] = [await serve(), await serve()];
    expect(first.port).toBeGreaterThanOrEqual(4209);
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.url).toBe(`http://localhost:${second.port}`);
  });

  test('is not one at which another answers on ::1, where browsers look first', async () => {
    const { port } = await serve();
    const stranger = createServer();
    // Where there is no ::1, no one can be there.
    const isThere = await bind(stranger, '::1', port + 1).then(
      () => true,
      () => false,
    );
    expect((await serve()).port).toBeGreaterThan(isThere ? port + 1 : port);
    stranger.close();
  });

  test('is not bound on an address that other machines reach', async () => {
    const { port } = await serve();
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    for (const { address } of addresses.filter(({ internal, family }) => !internal && family === 'IPv4'))
      await expect(once(connect(port, address), 'connect'), address).rejects.toThrow();
  });
});

test('closing lets no connection linger, neither idle nor stuck', async () => {
  writeFileSync(join(explorer, 'large.wasm'), new Uint8Array(20_000_000));
  const server = await serve();
  await (await fetch(server.url)).text();
  const [idle, stuck] = [connect(server.port, '127.0.0.1'), connect(server.port, '127.0.0.1')];
  stuck.on('error', () => {}).pause();
  stuck.write('GET /large.wasm HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(idle, 'connect');
  await delay(50);
  await server.close();
  expect(await text(idle)).toBe('');
  await expect(fetch(server.url)).rejects.toThrow();
});
