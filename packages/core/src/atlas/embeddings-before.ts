import { diffModelSpecs, type ModelSpec } from '../embedding/model-spec.ts';
import { keyOfText, type VectorSource } from '../embedding/reusing-embedder.ts';
import { createMatrix, rowOf } from '../math/matrix.ts';
import { isPaper } from '../papers/paper.ts';
import { paperText } from '../papers/text.ts';
import type { AtlasFiles } from '../store/files.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { readArray, readJsonl } from '../store/read-shards.ts';
import { throwIfAborted } from '../task.ts';

/**
 * The vectors of an atlas by the texts of its papers, read shard by shard and checked by their hashes; nothing when they
 * are another model's. Damage is told, and what comes after it is left out.
 */
export function createEmbeddingsBefore(
  files: AtlasFiles,
  manifest: AtlasManifest,
  model: ModelSpec,
  onWarning: (message: string) => void,
): VectorSource {
  return {
    async read(as, give, signal) {
      if (as !== 'document' || diffModelSpecs(manifest.model, model).length > 0) return;
      const { dimension } = model;
      try {
        for (const { rows } of manifest.kinds['embeddings']?.shards ?? []) {
          const shape = [null, dimension];
          const { data } = await readArray(files, manifest, 'embeddings', {
            dtype: 'f32',
            shape,
            rows,
            signal,
          });
          const papers = await readJsonl(files, manifest, 'papers', { rows, signal });
          const vectors = createMatrix(papers.length, dimension, data);
          for (const [row, paper] of papers.entries()) {
            if (isPaper(paper)) give(keyOfText(paperText(paper), as), rowOf(vectors, row));
          }
        }
      } catch (error) {
        throwIfAborted(signal, 'embedding');
        const reason = error instanceof Error ? error.message : String(error);
        onWarning(`embeddings of the atlas that was there cannot be taken again: ${reason}`);
      }
    },
  };
}
