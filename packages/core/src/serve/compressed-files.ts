import { buffer } from 'node:stream/consumers';
import { compress, type Encoding } from './compression.ts';
import { isCompressible } from './content-type.ts';
import type { ServedFile } from './served-file.ts';

/** Less is not worth a header, more would be held in memory twice. */
const MIN_BYTES = 1_024;
const MAX_BYTES = 32 * 2 ** 20;
/** Of all compressed files together. */
const MAX_KEPT_BYTES = 64 * 2 ** 20;

/** Gives the compressed content of a file, made at its first request and then kept; null where none is worth it. */
export type CompressedFiles = (file: ServedFile, encoding: Encoding) => Promise<Uint8Array> | null;

/** Keeps what was asked for last, up to 64 MiB. */
export function createCompressedFiles(): CompressedFiles {
  const kept = new Map<string, { readonly content: Promise<Uint8Array>; bytes: number }>();

  function forgetOldest(): void {
    let total = [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [key, { bytes }] of kept) {
      if (total <= MAX_KEPT_BYTES) return;
      kept.delete(key);
      total -= bytes;
    }
  }

  return (file, encoding) => {
    const { bytes, contentType, etag } = file;
    if (etag === null || bytes < MIN_BYTES || bytes > MAX_BYTES || !isCompressible(contentType)) return null;
    const key = `${encoding} ${etag}`;
    const known = kept.get(key);
    const entry = known ?? { content: compressFile(file, encoding), bytes: 0 };
    kept.delete(key);
    kept.set(key, entry);
    if (known === undefined) {
      const count = (content: Uint8Array) => {
        entry.bytes = content.length;
        forgetOldest();
      };
      entry.content.then(count, () => kept.delete(key));
    }
    return entry.content;
  };
}

async function compressFile(file: ServedFile, encoding: Encoding): Promise<Uint8Array> {
  return compress(await buffer(file.read(0, file.bytes)), encoding);
}
