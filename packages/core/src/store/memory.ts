import {
  type AtlasFiles,
  checkRead,
  missingFileError,
  type ReadOptions,
  shortFileError,
  tooLargeError,
} from './files.ts';
import type { ShardEntry } from './kind-entry.ts';
import type { ShardSink } from './shards.ts';

/**
 * Atlas files in memory, for tests and for an atlas that is made in a browser: write the kinds into it, then set
 * `files.get('manifest.json')` to the encoded manifest.
 *
 * @param files bytes by name (not by path); used as it is, so that what is put in later is seen
 */
export function memoryFiles(
  files: Map<string, Uint8Array> = new Map(),
  location = 'memory',
): AtlasFiles & ShardSink & { readonly files: Map<string, Uint8Array> } {
  return {
    location,
    files,
    async put(shard: ShardEntry, bytes: Uint8Array): Promise<void> {
      files.set(shard.name, bytes.slice());
    },
    async read(name: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
      const path = checkRead(name, options);
      const bytes = files.get(name);
      if (bytes === undefined) throw missingFileError(location, path, 'it was never put there');
      const { maxBytes, range } = options;
      if (range === undefined) {
        if (bytes.length > maxBytes) throw tooLargeError(location, path, bytes.length, maxBytes);
        return new Uint8Array(bytes);
      }
      if (bytes.length < range[1]) throw shortFileError(location, path, bytes.length, range[1]);
      return new Uint8Array(bytes.subarray(range[0], range[1]));
    },
  };
}
