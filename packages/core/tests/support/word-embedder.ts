import type { Embedder } from '../../src/embedding/embedder.ts';
import type { ModelSpec } from '../../src/embedding/model-spec.ts';
import { createMatrix, normalizeRows, rowOf } from '../../src/math/matrix.ts';
import { sha256HexOfText } from '../../src/math/sha256.ts';

const DIMENSION = 64;

/** The simplest real adapter of the port: a text is the sum of one fixed direction a word. No model, no disk. */
export function createWordEmbedder(change: Partial<ModelSpec> = {}): Embedder {
  const model: ModelSpec = {
    id: 'tests/words',
    sha256: sha256HexOfText('words'),
    dtype: 'fp32',
    dimension: DIMENSION,
    pooling: 'mean',
    normalize: true,
    maxTokens: 10_000,
    documentPrefix: '',
    queryPrefix: '',
    ...change,
  };
  return {
    model,
    async embed(texts, _as, task = {}) {
      const vectors = createMatrix(texts.length, DIMENSION);
      for (const [row, text] of texts.entries()) {
        const vector = rowOf(vectors, row);
        for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? ['']) {
          const digits = sha256HexOfText(word);
          for (let i = 0; i < DIMENSION; i++) vector[i]! += Number.parseInt(digits[i]!, 16) - 7.5;
        }
        task.onProgress?.({ stage: 'embed', done: row + 1, total: texts.length });
      }
      return normalizeRows(vectors);
    },
    dispose: async () => {},
  };
}
