import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex, sha256HexOfText } from './sha256.ts';

it('agrees with the published digests', () => {
  expect(sha256HexOfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256HexOfText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('agrees with Node for any bytes and any text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme' }), (bytes, text) => {
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(sha256HexOfText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
    { seed: 1 },
  );
});

it('hashes the bytes of a view, not those of its buffer', () => {
  const bytes = Uint8Array.of(9, 97, 98, 99, 9);
  expect(sha256Hex(bytes.subarray(1, 4))).toBe(sha256HexOfText('abc'));
});
