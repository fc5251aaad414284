import type { Embedder } from '../embedding/embedder.ts';
import { openModelFolder } from '../embedding/model-folder.ts';
import { assertSameModel, type ModelSpec } from '../embedding/model-spec.ts';
import { createWorkerPool } from '../embedding/worker-pool.ts';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { type FolderFiles, openFolder } from '../store/folder.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { readZipFile } from '../store/zip-file.ts';
import { buildHnswIndex, openHnswIndex } from '../vector-index/hnsw.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';
import { type Atlas, openAtlas } from './atlas.ts';

export interface OpenAtlasFolderOptions {
  /** Model folder or name for queries; default: the atlas's own by its name. Another model than the atlas's is refused. */
  readonly model?: string | undefined;
  /** An embedder for queries of the caller's own instead of a model by name; disposed with the atlas. */
  readonly embedder?: ((model: ModelSpec) => Promise<Embedder>) | undefined;
  /** Start the model's process while the atlas is being opened, because a text search follows; default false. */
  readonly preloadModel?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told what a person should know and what is no error: an index or calibration that was damaged or cannot be used here. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * Opens an atlas folder, or an atlas packed as a zip, which is held in memory and searched exactly: queries are embedded in a process of their own, neighbours found by the saved HNSW index.
 * A damaged index file is built again in memory from the embeddings; where hnswlib-node is not installed search is exact.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED, ATLAS_DAMAGED; INPUT_UNREADABLE for a file that is no zip
 */
export async function openAtlasFolder(dir: string, options: OpenAtlasFolderOptions = {}): Promise<Atlas> {
  const { signal, preloadModel, onWarning = () => {} } = options;
  const embedder = options.embedder ?? ((model: ModelSpec) => createEmbedder(model, options));
  const shared = { signal, preloadModel, onWarning, embedder };
  const zip = await readZipFile(dir);
  if (zip !== null) return openAtlas(zip, shared);
  const files = openFolder(dir);
  return openAtlas(files, {
    ...shared,
    openIndex: (manifest, embeddings) => openIndex(files, manifest, embeddings, onWarning),
  });
}

async function createEmbedder(model: ModelSpec, { model: asked, signal }: OpenAtlasFolderOptions) {
  const { spec, path } = await openModelFolder(asked ?? model.id, { signal, maxTokens: model.maxTokens });
  assertSameModel(model, spec, 'this atlas');
  return createWorkerPool({ model: spec, location: path, workers: 1, eager: 1 });
}

async function openIndex(
  files: FolderFiles,
  manifest: AtlasManifest,
  vectors: VectorMatrix,
  onWarning: (message: string) => void,
): Promise<VectorIndex | null> {
  const shard = manifest.kinds['hnsw']?.shards[0];
  const parameters = manifest.steps.index;
  if (shard === undefined || parameters === null) return null;
  const { M, efConstruction, ef, seed } = parameters;
  const options = { metric: 'cosine', M, efConstruction, ef, seed } as const;
  try {
    try {
      return await openHnswIndex(await files.checkFile(shard), { ...options, vectors });
    } catch (error) {
      if (!isExplorerError(error, 'ATLAS_DAMAGED')) throw error;
      onWarning(`${error.message}; until then the index is made from the embeddings each time`);
      return await buildHnswIndex(vectors, options);
    }
  } catch (error) {
    if (!(error instanceof ExplorerError) || error.code !== 'INDEX_UNAVAILABLE') throw error;
    onWarning(`${error.message}; search is exact instead: the same answers, slower on a large atlas`);
    return null;
  }
}
