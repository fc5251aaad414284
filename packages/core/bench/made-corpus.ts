import { createMatrix, normalizeRows, rowOf } from '../src/math/matrix.ts';
import { createRandom } from '../src/math/random.ts';
import { type Embedder, type Paper, paperText } from '../src/node.ts';
import { yieldToEventLoop } from '../src/task.ts';
import { createSyntheticEmbeddings } from './synthetic.ts';

const DIMENSION = 384;
const WORDS = 4000;
const WORDS_A_TEXT = 150;
/** Texts that are embedded between two turns of the event loop. */
const TEXTS_A_TURN = 64;

/** Papers of words that are drawn as unevenly as those of a language. */
export function makePapers(count: number): Paper[] {
  const random = createRandom(7);
  const word = () => `w${Math.floor(WORDS ** random())}x`;
  return Array.from({ length: count }, (_, row) => ({
    id: `p${row}`,
    title: `${row} ${Array.from({ length: 9 }, word).join(' ')}`,
    abstract: Array.from({ length: WORDS_A_TEXT }, word).join(' '),
    authors: [],
    year: 2000 + (row % 25),
    venue: null,
    categories: [],
    doi: null,
    arxivId: null,
    url: null,
    extra: {},
  }));
}

/** Gives a text the vector of the number that it begins with, an edited one a vector beside it. */
export function createTableEmbedder(count: number): Embedder {
  const table = createSyntheticEmbeddings({ count, dimension: DIMENSION, seed: 1 });
  return {
    model: {
      id: 'bench/table',
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
      for (const [i, text] of texts.entries()) {
        if (i % TEXTS_A_TURN === 0) await yieldToEventLoop();
        const row = Number.parseInt(text, 10);
        const vector = rowOf(vectors, i);
        vector.set(rowOf(table, row));
        const edit = / Edited (\d+)\.$/.exec(text)?.[1];
        if (edit !== undefined) vector[(row + Number(edit)) % DIMENSION]! += 0.3;
        normalizeRows(createMatrix(1, DIMENSION, vector));
      }
      return vectors;
    },
    dispose: async () => {},
  };
}

/** Gives a paper's text the vector of its row, and any other text the one of a row that its length chooses. */
export function createRowEmbedder(papers: readonly Paper[]): Embedder {
  const { model } = createTableEmbedder(1);
  const table = createSyntheticEmbeddings({ count: papers.length, dimension: DIMENSION, seed: 1 });
  const rowOfText = new Map(papers.map((paper, row) => [paperText(paper), row]));
  return {
    model,
    async embed(texts) {
      const vectors = createMatrix(texts.length, DIMENSION);
      for (const [i, text] of texts.entries()) {
        if (i % TEXTS_A_TURN === 0) await yieldToEventLoop();
        rowOf(vectors, i).set(rowOf(table, rowOfText.get(text) ?? text.length % papers.length));
      }
      return vectors;
    },
    dispose: async () => {},
  };
}
