import { createMatrix, createRandom, type Embedder, normalizeRows, rowOf } from 'paper-atlas';

const DIMENSION = 64;

/** Stands for the model where none is needed: a text is the sum of one fixed direction a word. */
export function createWordEmbedder(): Embedder {
  const directions = new Map<string, Float32Array>();
  const directionOf = (word: string): Float32Array => {
    const known = directions.get(word);
    if (known !== undefined) return known;
    const random = createRandom(
      [...word].reduce((sum, sign) => (31 * sum + sign.charCodeAt(0)) % 2 ** 31, 7),
    );
    const made = Float32Array.from({ length: DIMENSION }, () => random() - 0.5);
    directions.set(word, made);
    return made;
  };
  return {
    model: {
      id: 'gallery/words',
      sha256: '0'.repeat(64),
      dtype: 'fp32',
      dimension: DIMENSION,
      pooling: 'mean',
      normalize: true,
      maxTokens: 256,
      documentPrefix: '',
      queryPrefix: '',
    },
    async embed(texts) {
      const vectors = createMatrix(texts.length, DIMENSION);
      for (const [row, text] of texts.entries()) {
        const vector = rowOf(vectors, row);
        for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? [''])
          for (const [at, part] of directionOf(word).entries()) vector[at]! += part;
      }
      return normalizeRows(vectors);
    },
    dispose: async () => undefined,
  };
}
