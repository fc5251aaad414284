import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeText, iterateStream } from './decode.ts';
import type { ExpansionLimits } from './gunzip.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Uint8Array, options: { limits?: ExpansionLimits; size?: number } = {}) {
  const damaged: number[] = [];
  let text = '';
  const chunks = decodeText(inPieces(bytes, options.size ?? 7), 'the file', {
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    onDamagedLine: (line) => damaged.push(line),
  });
  for await (const chunk of chunks) text += chunk;
  return { text, damaged };
}

test('UTF-8 with and without byte order mark, cut anywhere, is the same text', async () => {
  const text = 'Zürich 中文 😀\n';
  for (const size of [1, 2, 3, 1000]) {
    expect((await decode(utf8(text), { size })).text).toBe(text);
    expect((await decode(utf8(`\ufeff${text}`), { size })).text).toBe(text);
  }
});

test('UTF-16 is known by its byte order mark', async () => {
  const text = '\ufeffZürich 😀';
  for (const littleEndian of [true, false]) {
    const bytes = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i++) bytes.setUint16(2 * i, text.charCodeAt(i), littleEndian);
    expect((await decode(new Uint8Array(bytes.buffer))).text).toBe('Zürich 😀');
  }
});

test('each line with bytes that are not UTF-8 is told once', async () => {
  const bytes = utf8('good line one\nK?ln and M?nchen\ngood again, and long enough to be text\n?nd\n').map(
    (byte) => (byte === 0x3f ? 0xfc : byte),
  );
  const { text, damaged } = await decode(bytes);
  expect(damaged).toEqual([2, 4]);
  expect(text).toContain('K\ufffdln');
});

test('gzip is known by its content, whatever the name', async () => {
  expect((await decode(new Uint8Array(gzipSync('hello')))).text).toBe('hello');
});

test('gzip files one behind another are read as one', async () => {
  const bytes = new Uint8Array([...gzipSync('a\n'), ...gzipSync('b\n')]);
  expect((await decode(bytes, { size: 1000 })).text).toBe('a\nb\n');
});

test.each([10, 25, -9, -4, -1])('gzip cut at byte %i is an error that says so', async (at) => {
  const packed = new Uint8Array(gzipSync('some text that is packed '.repeat(20)));
  await expect(decode(packed.slice(0, at))).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('damaged or cut off'),
  });
});

test('gzip with a wrong checksum is an error', async () => {
  const packed = new Uint8Array(gzipSync('some text'));
  packed[packed.length - 6]! ^= 1;
  await expect(decode(packed)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
});

test('a gzip bomb is refused by its ratio before it is unpacked whole', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * 1024 * 1024).fill(0x61)));
  await expect(decode(bomb, { size: 4096 })).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('gzip bomb'),
  });
});

test('a gzip file past the absolute limit is refused', async () => {
  const limits = { maxBytes: 1000, maxRatio: 1e9, graceBytes: 0 };
  const packed = new Uint8Array(gzipSync('x y z '.repeat(500)));
  await expect(decode(packed, { limits })).rejects.toThrow(/more than/);
});

test.each([
  ['a PDF', utf8('%PDF-1.7 ...')],
  ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0])],
  ['zeros', new Uint8Array(1000)],
  ['noise', Uint8Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >>> 13)],
  ['UTF-16 without a mark', Uint8Array.from([...'plain text'].flatMap((char) => [char.charCodeAt(0), 0]))],
  ['Latin-1 Cyrillic', new Uint8Array(1000).fill(0xe4)],
])('%s is refused as no text', async (_, bytes) => {
  await expect(decode(bytes)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('not a text file'),
  });
});

test('one stray zero byte in a long text is no binary file', async () => {
  const text = `${'a long text '.repeat(200)}\u0000 end`;
  expect((await decode(utf8(text))).text).toBe(text);
});

test('the source is closed when the reader stops early', async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield utf8('line\n'.repeat(20_000));
    } finally {
      closed = true;
    }
  }
  for await (const chunk of decodeText(endless(), 'endless')) if (chunk !== '') break;
  expect(closed).toBe(true);
});

test('a stream of a browser is read like any other source', async () => {
  const stream = new Blob(['abc\n', 'def']).stream();
  let text = '';
  for await (const chunk of decodeText(iterateStream(stream), 'blob')) text += chunk;
  expect(text).toBe('abc\ndef');
});
