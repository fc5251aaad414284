import { expect, test } from 'vitest';
import { sha256Hex } from '../math/sha256.ts';
import { digestHex } from './digest.ts';

test('the digest is SHA-256, of plain and of shared memory', async () => {
  const plain = new TextEncoder().encode('abc');
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  shared.set(plain);
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await digestHex(plain)).toBe(expected);
  expect(await digestHex(shared)).toBe(expected);
  expect(sha256Hex(plain)).toBe(expected);
});

test('the digest of a part is not that of the whole buffer', async () => {
  const whole = Uint8Array.of(1, 2, 3, 4);
  expect(await digestHex(whole.subarray(1, 3))).toBe(sha256Hex(Uint8Array.of(2, 3)));
});
