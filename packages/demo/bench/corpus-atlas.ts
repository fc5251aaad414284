import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAtlas, type Embedder, openAtlas, paperName, readPapers } from 'paper-atlas/node';
import { createSyntheticEmbeddings } from '../../core/bench/synthetic.ts';

export interface CorpusAtlasOptions {
  /** Files of papers. */
  readonly corpus: string;
  /** A small atlas: its model is named as that of the vectors, so that a query finds a model to be embedded by. */
  readonly modelAtlas: string;
  /** Where the atlas goes. One that is there already is taken as it is. */
  readonly out: string;
}

/**
 * An atlas of a large corpus whose texts are real and whose vectors are made, so that nothing has to be embedded: good for
 * measuring time, bytes and memory, and for nothing else.
 */
export async function makeCorpusAtlas({ corpus, modelAtlas, out }: CorpusAtlasOptions): Promise<void> {
  if ((await stat(join(out, 'manifest.json')).catch(() => null)) !== null) return;
  const [{ papers }, seed] = [await readPapers([corpus]), await openAtlas(modelAtlas)];
  const { model } = seed.manifest;
  const { dimension } = model;
  const vectors = createSyntheticEmbeddings({ count: papers.length, dimension, seed: 1 });
  const rows = new Map(papers.map((paper, row) => [paperName(paper), row]));
  const embedder: Embedder = {
    model,
    async embed(texts) {
      const data = new Float32Array(texts.length * dimension);
      for (const [at, text] of texts.entries()) {
        const row = rowOfText(text);
        data.set(vectors.data.subarray(row * dimension, (row + 1) * dimension), at * dimension);
      }
      return { data, count: texts.length, dimension };
    },
    dispose: async () => {},
  };
  let given = 0;
  /** A title has the vector of its paper; the papers themselves are asked in their order. */
  function rowOfText(text: string): number {
    return rows.get(text) ?? Math.min(given++, papers.length - 1);
  }
  await buildAtlas(papers, { out, embedder });
}
