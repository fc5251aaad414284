import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { contentTypeOf } from './content-type.ts';
import type { ServedFile } from './served-file.ts';

/** A file that is held in memory; `name` decides its type. */
export function createMemoryFile(name: string, content: Uint8Array): ServedFile {
  return {
    contentType: contentTypeOf(name),
    bytes: content.length,
    etag: createHash('sha256').update(content).digest('hex').slice(0, 32),
    isImmutable: false,
    read: (from, to) => Readable.from([content.subarray(from, to)], { objectMode: false }),
    close: async () => {},
  };
}
