import { encodeByteVectors } from '../math/byte-vectors.ts';
import { type AtlasFiles, MANIFEST_FILE } from '../store/files.ts';
import type { KindEntry } from '../store/kind-entry.ts';
import { encodeManifest } from '../store/manifest.ts';
import { memoryFiles } from '../store/memory.ts';
import { encodeArray, writeKind } from '../store/shards.ts';
import type { AtlasReader } from './atlas-reader.ts';
import { BYTE_EMBEDDINGS, BYTE_SCALES, EMBEDDINGS, type Kind } from './contents-kinds.ts';

/** What only saves time, and can be made again of the rest. */
const SPARED: ReadonlySet<string> = new Set<Kind>([
  'cards',
  'hnsw',
  'keywords',
  'neighbor-reserve',
  'neighbor-reserve-distances',
]);

/**
 * The same atlas for where size counts: its vectors at a byte a value, and without what can be made again. It has the id
 * and generation of the atlas, whose other files it reads when they are asked for.
 *
 * @throws ExplorerError ATLAS_DAMAGED
 */
export async function compactAtlas({
  files,
  manifest,
  embeddings,
}: Pick<AtlasReader, 'files' | 'manifest' | 'embeddings'>): Promise<AtlasFiles> {
  const kept = Object.entries(manifest.kinds).filter(([kind]) => kind !== EMBEDDINGS && !SPARED.has(kind));
  const kinds: Record<string, KindEntry> = Object.fromEntries(kept);
  const made = memoryFiles(new Map(), files.location);
  if (Object.hasOwn(manifest.kinds, EMBEDDINGS)) {
    const matrix = await embeddings();
    const { count, dimension } = matrix;
    const { codes, scales } = encodeByteVectors(matrix);
    const vectors = encodeArray(BYTE_EMBEDDINGS, 'i8', codes, { shape: [count, dimension] });
    kinds[BYTE_EMBEDDINGS] = await writeKind(made, vectors);
    kinds[BYTE_SCALES] = await writeKind(made, encodeArray(BYTE_SCALES, 'f32', scales, { shape: [count] }));
  }
  made.files.set(MANIFEST_FILE, encodeManifest({ ...manifest, kinds }));
  return {
    location: files.location,
    read: (name, options) => (made.files.has(name) ? made : files).read(name, options),
  };
}
