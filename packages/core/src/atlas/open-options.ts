import type { Embedder } from '../embedding/embedder.ts';
import type { ModelSpec } from '../embedding/model-spec.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';

export interface OpenAtlasOptions {
  /**
   * Gives the model for queries, on the first search. Without it everything but searching a text by meaning works.
   * Its spec must be the atlas's own.
   */
  readonly embedder?: ((model: ModelSpec) => Promise<Embedder>) | undefined;
  /** Gives an approximate index over the embeddings, on the first use; without it, or when it gives null, search is exact. */
  readonly openIndex?:
    | ((manifest: AtlasManifest, embeddings: VectorMatrix) => Promise<VectorIndex | null>)
    | undefined;
  /** Ask for the embedder while the papers are being read, because a text search follows; default false. */
  readonly preloadModel?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told what a person should know and what is no error: damaged words or a damaged calibration, which are made anew. */
  readonly onWarning?: ((message: string) => void) | undefined;
}
