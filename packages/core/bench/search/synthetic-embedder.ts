import { createMatrix, normalizeRows, rowOf, type VectorMatrix } from '../../src/math/matrix.ts';
import { createRandom } from '../../src/math/random.ts';
import { type Embedder, type ModelSpec, type Paper, paperName } from '../../src/node.ts';

/** Uniform noise in each direction, of this length in all: a title is then at about .75 from its abstract. */
const NOISE = 0.9;

/**
 * An embedder for vectors that no model made: a paper's title is near its paper, any other text near some paper. Good for
 * measuring time, and for nothing else.
 */
export function createSyntheticEmbedder(
  papers: readonly Paper[],
  vectors: VectorMatrix,
  model: ModelSpec,
  seed: number,
): Embedder {
  const rowByName = new Map(papers.map((paper, row) => [paperName(paper), row]));
  const { count, dimension } = vectors;
  return {
    model,
    async embed(texts) {
      const random = createRandom(seed);
      const embedded = createMatrix(texts.length, dimension);
      const scale = NOISE * Math.sqrt(12 / dimension);
      for (const [at, text] of texts.entries()) {
        const row = rowByName.get(text) ?? Math.floor(random() * count);
        const from = rowOf(vectors, row);
        rowOf(embedded, at).set(from.map((value) => value + scale * (random() - 0.5)));
      }
      return normalizeRows(embedded);
    },
    async dispose() {},
  };
}
