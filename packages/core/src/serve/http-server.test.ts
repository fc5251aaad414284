import { once } from 'node:events';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer, SERVER_LIMITS, type ServerLimits } from './http-server.ts';
import { bind } from './listen.ts';
import { createMemoryFile } from './memory-file.ts';
import type { Site } from './served-file.ts';

const SCRIPT = 'export const land = "terrain";\n'.repeat(1_000);
const NUMBERS = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7) & 255);
const FILES = new Map([
  ['/', createMemoryFile('index.html', Buffer.from('<!doctype html>'))],
  ['/app.js', createMemoryFile('app.js', Buffer.from(SCRIPT))],
  ['/runtime.wasm', createMemoryFile('runtime.wasm', Buffer.alloc(100_000, 1))],
  ['/vectors.f32', createMemoryFile('vectors.f32', NUMBERS)],
  ['/empty.json', createMemoryFile('empty.json', new Uint8Array())],
  ['/altered.json', { ...createMemoryFile('altered.json', Buffer.from('{}'.repeat(1_000))), etag: null }],
  ['/kept.f32', { ...createMemoryFile('kept.f32', NUMBERS), isImmutable: true }],
]);

let server: Server;
let port = 0;
let errors: string[] = [];
const sockets: Socket[] = [];

async function start(limits: Partial<ServerLimits> = {}): Promise<void> {
  const site: Site = async (path) => {
    if (path === '/broken') throw new Error('the disk is on fire');
    return FILES.get(path) ?? null;
  };
  const onError = (error: unknown, path: string) => errors.push(`${path} ${String(error)}`);
  server = createHttpServer({ site, host: '127.0.0.1', limits: { ...SERVER_LIMITS, ...limits }, onError });
  await bind(server, '127.0.0.1', 0);
  port = (server.address() as AddressInfo).port;
}

async function stop(): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
  });

function open(): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

/** What the server answers to these bytes, until it ends the connection. */
async function send(bytes: string | Uint8Array): Promise<string> {
  const socket = open();
  socket.write(bytes);
  return text(socket).catch((error) => `broken off: ${error.code}`);
}

const request = (line: string, ...headers: string[]) =>
  send(`${[line, `Host: localhost:${port}`, 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`);
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

beforeEach(async () => {
  errors = [];
  await start();
});
afterEach(stop);

describe('a file', () => {
  test('comes with its type, its tag and the headers that keep a browser safe', async () => {
    const response = await ask('/app.js');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(SCRIPT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-length': String(SCRIPT.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; /);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  test.each([
    ['/runtime.wasm', 'application/wasm'],
    ['/vectors.f32', 'application/octet-stream'],
    ['/', 'text/html; charset=utf-8'],
  ])('%s is %s', async (path, type) => {
    expect((await ask(path)).headers.get('content-type')).toBe(type);
  });

  test('may be empty', async () => {
    const response = await ask('/empty.json');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await ask('/empty.json', { range: 'bytes=0-' })).status).toBe(416);
  });

  test('whose address names its content is kept for ever', async () => {
    expect((await ask('/kept.f32')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('that is not what it should be is given, and kept by no cache', async () => {
    const response = await ask('/altered.json', { 'accept-encoding': 'br', 'if-none-match': '*' });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect([response.headers.get('etag'), response.headers.get('content-encoding')]).toEqual([null, null]);
  });

  test('that is not there is a short 404', async () => {
    const response = await ask('/app.js.map');
    expect([response.status, await response.text()]).toEqual([404, 'there is no such file\n']);
  });

  test('that cannot be read is a 500 without a word of why, which the terminal is told', async () => {
    const response = await ask('/broken');
    expect([response.status, await response.text()]).toEqual([500, 'the server could not read this file\n']);
    expect(errors).toEqual(['/broken Error: the disk is on fire']);
  });
});

describe('HEAD', () => {
  test.each(['identity', 'br'])('tells what GET would, without a body (%s)', async (encoding) => {
    const get = await ask('/app.js', { 'accept-encoding': encoding });
    await get.arrayBuffer();
    const head = await request('HEAD /app.js HTTP/1.1', `Accept-Encoding: ${encoding}`);
    expect(statusOf(head)).toBe(200);
    expect(head.split('\r\n\r\n')[1]).toBe('');
    expect(head).toContain(`Content-Length: ${get.headers.get('content-length')}\r\n`);
    expect(head).toContain(`ETag: ${get.headers.get('etag')}\r\n`);
  });

  test('knows no ranges', async () => {
    expect((await ask('/vectors.f32', { range: 'bytes=0-9' }, 'HEAD')).status).toBe(200);
  });
});

describe('a range', () => {
  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=4990-', 4990, 5000],
    ['bytes=-10', 4990, 5000],
    ['bytes=4990-99999', 4990, 5000],
  ])('%s is sent alone', async (range, from, to) => {
    const response = await ask('/vectors.f32', { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/5000`);
    expect(response.headers.get('content-length')).toBe(String(to - from));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(NUMBERS.slice(from, to));
  });

  test('beyond the end is a 416 that tells the length', async () => {
    const response = await ask('/vectors.f32', { range: 'bytes=5000-' });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */5000']);
    expect(response.headers.get('etag')).toBeNull();
  });

  test('one of several, or of nonsense, is ignored', async () => {
    for (const range of ['bytes=0-1,4-5', 'bytes=9-1', 'pages=1-2'])
      expect((await ask('/vectors.f32', { range })).status, range).toBe(200);
  });

  test('is of the file as it is, though the browser would take it compressed', async () => {
    const response = await ask('/app.js', { range: 'bytes=0-5', 'accept-encoding': 'br, gzip' });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([206, null]);
    expect(await response.text()).toBe('export');
  });

  test('of another version is the whole file', async () => {
    const etag = (await ask('/vectors.f32', {}, 'HEAD')).headers.get('etag')!;
    const asks = ['"0123"', `W/${etag}`, 'Sun, 06 Nov 1994 08:49:37 GMT'];
    for (const version of asks)
      expect((await ask('/vectors.f32', { range: 'bytes=0-9', 'if-range': version })).status).toBe(200);
    expect((await ask('/vectors.f32', { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
  });
});

describe('a tag', () => {
  test.each(['identity', 'gzip', 'br'])('that the browser has is a 304 (%s)', async (encoding) => {
    const headers = { 'accept-encoding': encoding };
    const etag = (await ask('/app.js', headers)).headers.get('etag')!;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await ask('/app.js', { ...headers, 'if-none-match': tag });
      expect([response.status, await response.text()], tag).toEqual([304, '']);
    }
    for (const tag of ['"other"', etag.slice(1, -1), ''])
      expect((await ask('/app.js', { ...headers, 'if-none-match': tag })).status, tag).toBe(200);
  });

  test('is another for every encoding', async () => {
    const tags = await Promise.all(
      ['identity', 'gzip', 'br'].map(async (encoding) =>
        (await ask('/app.js', { 'accept-encoding': encoding })).headers.get('etag'),
      ),
    );
    expect(new Set(tags).size).toBe(3);
  });
});

describe('compression', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s makes text and WebAssembly smaller', async (encoding, decompress) => {
    for (const path of ['/app.js', '/runtime.wasm']) {
      const answer = await request(`GET ${path} HTTP/1.1`, `Accept-Encoding: ${encoding}`);
      expect(answer).toContain(`Content-Encoding: ${encoding}\r\n`);
      expect(answer).toContain('Vary: Accept-Encoding\r\n');
      expect(Number(/Content-Length: (\d+)/.exec(answer)?.[1])).toBeLessThan(2_000);
    }
    const response = await ask('/app.js', { 'accept-encoding': encoding });
    expect(await response.text()).toBe(
      decompress((await compressedBytes('/app.js', encoding)) as Buffer).toString(),
    );
  });

  test('is not for numbers, nor for what is tiny', async () => {
    for (const path of ['/vectors.f32', '/'])
      expect((await ask(path, { 'accept-encoding': 'br' })).headers.get('content-encoding')).toBeNull();
  });

  async function compressedBytes(path: string, encoding: string): Promise<Buffer> {
    const socket = open();
    socket.write(`GET ${path} HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const all = Buffer.concat(chunks);
    return all.subarray(all.indexOf('\r\n\r\n') + 4);
  }
});

describe('refused:', () => {
  test.each(['evil.example', 'localhost:1', 'localhost.evil.example', ''])('the host %j', async (host) => {
    const answer = await send(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(421);
    expect(answer).not.toContain('doctype');
  });

  test('no host, and two hosts', async () => {
    expect(statusOf(await send('GET / HTTP/1.1\r\n\r\n'))).toBe(400);
    expect(statusOf(await send('GET / HTTP/1.0\r\n\r\n'))).toBe(421);
    expect(statusOf(await request('GET / HTTP/1.1', 'Host: localhost'))).toBe(421);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'])(
    'the method %s',
    async (method) => {
      const answer = await request(`${method} / HTTP/1.1`, 'Content-Length: 0');
      expect(statusOf(answer)).toBe(405);
      expect(answer).toContain('Allow: GET, HEAD\r\n');
    },
  );

  test('CONNECT, a method that is none, and what is no HTTP', async () => {
    const connected = await send(`CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    expect([statusOf(connected), connected.includes('Allow: GET, HEAD')]).toEqual([405, true]);
    expect(statusOf(await request('SPEAK / HTTP/1.1'))).toBe(400);
    expect(statusOf(await send('\u0016\u0003\u0001 hello\r\n\r\n'))).toBe(400);
    expect(statusOf(await send(new Uint8Array(1_000).fill(255)))).toBe(400);
  });

  test('a body without end: the answer comes and the connection is closed', async () => {
    const socket = open();
    socket.write(`POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 1000000000\r\n\r\n`);
    const timer = setInterval(() => socket.write('x'.repeat(1_000)), 5);
    const answer = await text(socket).catch(() => 'HTTP/1.1 405 ');
    clearInterval(timer);
    expect(statusOf(answer)).toBe(405);
  });

  test.each([
    '/../app.js',
    '/%2e%2e/app.js',
    '/..%2fapp.js',
    '/%5c..%5capp.js',
    '/app.js%00',
    '/..\\app.js',
    '/%',
    'http://localhost/app.js',
    'app.js',
    '//app.js',
    '/%252e%252e/app.js',
    '/app.js/',
    '/./app.js',
  ])('the address %s', async (target) => {
    const answer = await request(`GET ${target} HTTP/1.1`);
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain('terrain');
  });

  test('headers that are too large, in one piece, in many, and as an address', async () => {
    const large = 'x'.repeat(20_000);
    expect(statusOf(await request('GET / HTTP/1.1', `X-Large: ${large}`))).toBe(431);
    const many = Array.from({ length: 2_000 }, (_, i) => `X-${i}: many`);
    expect(statusOf(await request('GET / HTTP/1.1', ...many))).toBe(431);
    expect([400, 431]).toContain(statusOf(await request(`GET /${large} HTTP/1.1`)));
    expect((await ask('/')).status).toBe(200);
  });
});

describe('clients that take their time', () => {
  test('a thousand that say nothing keep no one out, and are not all held', async () => {
    const idle = Array.from({ length: 1_000 }, open);
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    for (let i = 0; i < 5; i++) {
      expect(await (await ask('/app.js', { connection: 'close' })).text()).toBe(SCRIPT);
    }
    await expect
      .poll(() => idle.filter((socket) => socket.closed).length, { timeout: 20_000 })
      .toBeGreaterThan(700);
    expect(await countOf(server)).toBeLessThanOrEqual(SERVER_LIMITS.connections);
  });

  test('a connection that is being answered is kept while others are idle', async () => {
    await stop();
    await start({ connections: 4 });
    const reader = open();
    FILES.set('/large.f32', createMemoryFile('large.f32', new Uint8Array(50_000_000)));
    reader.write(`GET /large.f32 HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    await once(reader, 'readable');
    const idle = Array.from({ length: 20 }, open);
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    let bytes = 0;
    for await (const chunk of reader) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(50_000_000);
    FILES.delete('/large.f32');
  });

  test('headers that never end are answered with 408', async () => {
    await stop();
    await start({ headersMs: 200, requestMs: 300 });
    const socket = open();
    socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n`);
    const timer = setInterval(() => socket.write('X-Slow: 1\r\n'), 50);
    const answer = await text(socket).catch(() => '');
    clearInterval(timer);
    expect(statusOf(answer)).toBe(408);
  });

  test('a reader that stops reading is let go', async () => {
    await stop();
    await start({ idleMs: 200 });
    FILES.set('/large.f32', createMemoryFile('large.f32', new Uint8Array(50_000_000)));
    const socket = open();
    socket.pause();
    socket.write(`GET /large.f32 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    await expect.poll(() => countOf(server), { timeout: 5_000 }).toBe(1);
    await expect.poll(() => countOf(server), { timeout: 5_000 }).toBe(0);
    FILES.delete('/large.f32');
    expect(errors).toEqual([]);
  });

  test('one that goes away in the middle is no error', async () => {
    FILES.set('/large.f32', createMemoryFile('large.f32', new Uint8Array(50_000_000)));
    const socket = open();
    socket.write(`GET /large.f32 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    await once(socket, 'data');
    socket.resetAndDestroy();
    await expect.poll(() => countOf(server), { timeout: 5_000 }).toBe(0);
    FILES.delete('/large.f32');
    expect(errors).toEqual([]);
  });
});

function countOf(of: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    of.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  );
}
