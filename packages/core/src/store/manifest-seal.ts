import { sha256Hex } from '../math/sha256.ts';

/** Nothing else hashes the manifest, and one wrong digit in it (a seed, the model) would be believed. */
const SEAL_PATTERN = /^"checksum": "([0-9a-f]{64})"\n\}\n$/;
const SEAL_BYTES = '"checksum": "'.length + 64 + '"\n}\n'.length;

/**
 * A JSON object as two-space text whose last field, `checksum`, is the SHA-256 of all bytes before that field's name.
 *
 * @param value at least one field, none called `checksum`
 */
export function sealJson(value: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const body = `${JSON.stringify(value, null, 2).slice(0, -2)},\n  `;
  const checksum = sha256Hex(new TextEncoder().encode(body));
  return new TextEncoder().encode(`${body}"checksum": "${checksum}"\n}\n`);
}

/** What is wrong with the seal of a file made by {@link sealJson}, or null when every byte is as it was written. */
export function findSealProblem(bytes: Uint8Array): string | null {
  const end = Math.max(0, bytes.length - SEAL_BYTES);
  const checksum = SEAL_PATTERN.exec(new TextDecoder().decode(bytes.subarray(end)))?.[1];
  if (checksum === undefined) return 'does not end with its checksum';
  const actual = sha256Hex(bytes.subarray(0, end));
  return actual === checksum ? null : `has SHA-256 ${actual} up to its checksum, which is ${checksum}`;
}
