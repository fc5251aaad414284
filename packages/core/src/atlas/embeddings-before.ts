import { diffModelSpecs, type ModelSpec } from '../embedding/model-spec.ts';
import type { VectorSource } from '../embedding/reusing-embedder.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { isPaper, type Paper } from '../papers/paper.ts';
import { paperText } from '../papers/text.ts';
import type { AtlasFiles } from '../store/files.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { readArray, readJsonl } from '../store/read-shards.ts';
import { Pace, throwIfAborted } from '../task.ts';
import type { PapersAndVectors } from './paper-changes.ts';

export interface EmbeddingsBefore extends VectorSource {
  /** What was read, when all of it was and nothing was damaged; null else, and the second time: it is large. */
  takeAll(): PapersAndVectors | null;
}

/** Papers looked at between two looks at the clock. */
const ROWS_A_LOOK = 64;

/**
 * The vectors of an atlas by the texts of its papers, read shard by shard and checked by their hashes; nothing when they
 * are another model's. Damage is told, and what comes after it is left out.
 */
export function createEmbeddingsBefore(
  files: AtlasFiles,
  manifest: AtlasManifest,
  model: ModelSpec,
  onWarning: (message: string) => void,
): EmbeddingsBefore {
  let all: PapersAndVectors | null = null;

  async function readAll(
    give: (text: string, vector: Float32Array) => void,
    signal: AbortSignal | undefined,
  ): Promise<PapersAndVectors | null> {
    const { dimension } = model;
    const pace = new Pace(signal, 'embedding');
    const paperShards = manifest.kinds['papers']?.shards ?? [];
    const papers: unknown[] = [];
    let embeddings: VectorMatrix | undefined;
    let row = 0;
    let areGood = true;
    for (const { rows } of manifest.kinds['embeddings']?.shards ?? []) {
      const options = { dtype: 'f32', shape: [null, dimension], rows, signal } as const;
      const { data } = await readArray(files, manifest, 'embeddings', options);
      // Memory is asked for when a first shard has proved true.
      embeddings ??= createMatrix(manifest.counts.papers, dimension);
      embeddings.data.set(data, rows[0] * dimension);
      for (const shard of paperShards) {
        if (shard.rows[0] !== papers.length || papers.length >= rows[1]) continue;
        for (const paper of await readJsonl(files, manifest, 'papers', { rows: shard.rows, signal }))
          papers.push(paper);
      }
      for (; row < rows[1]; row++) {
        if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
        const paper = papers[row];
        if (isPaper(paper)) give(paperText(paper), rowOf(embeddings, row));
        else areGood = false;
      }
    }
    return areGood && embeddings ? { papers: papers as Paper[], embeddings } : null;
  }

  return {
    keyOf: null,
    async read(as, give, signal) {
      if (as !== 'document' || diffModelSpecs(manifest.model, model).length > 0) return;
      try {
        all = await readAll(give, signal);
      } catch (error) {
        throwIfAborted(signal, 'embedding');
        const reason = error instanceof Error ? error.message : String(error);
        onWarning(`embeddings of the atlas that was there cannot be taken again: ${reason}`);
      }
    },
    takeAll() {
      const taken = all;
      all = null;
      return taken;
    },
  };
}
