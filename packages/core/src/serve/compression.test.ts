import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseEncoding, compress } from './compression.ts';

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.1, gzip;q=0.9', 'br'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', null],
  ['identity', null],
  ['', null],
  [undefined, null],
  ['br;q=nonsense', null],
])('Accept-Encoding %s chooses %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test('what is compressed comes out again', async () => {
  const content = Buffer.from('terrain '.repeat(1_000));
  expect(brotliDecompressSync(await compress(content, 'br'))).toEqual(content);
  expect(gunzipSync(await compress(content, 'gzip'))).toEqual(content);
});
