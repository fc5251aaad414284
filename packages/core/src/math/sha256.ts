import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of `bytes` as 64 lower-case hex digits. Portable and synchronous; about 200 MB/s. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of the UTF-8 form of `text` as 64 lower-case hex digits. */
export function sha256HexOfText(text: string): string {
  return sha256Hex(utf8ToBytes(text));
}
