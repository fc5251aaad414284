import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { dot } from '../math/distance.ts';
import { createMatrix, normalizeRows } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { explainPair, pairSentences } from './explain-pair.ts';
import { createSentenceVectors } from './sentence-vectors.ts';

const paper = (id: string, title: string, abstract: string): Paper => ({
  ...{ id, title, abstract, authors: [], year: null, venue: null, categories: [] },
  ...{ doi: null, arxivId: null, url: null, extra: {} },
});
const a = paper(
  'a',
  'Rationales with graphs',
  'We select rationales here. Rationales are short. Graphs help GPT-4 in 2019. Code: https://a.b/c',
);
const b = paper(
  'b',
  'Rationales from shortcuts',
  'All shortcuts hurt us. We select short rationales. Nothing else does so. Code: https://a.b/d',
);
const rest = Array.from({ length: 20 }, (_, i) =>
  paper(`r${i}`, `Paper ${i}`, 'We show results. Nothing else is here.'),
);
const keywords = await buildKeywordIndex([a, b, ...rest]);
const sentences = () => createSentenceVectors(async () => createWordEmbedder());

test('sentences pair up when each is the other’s nearest, best first', async () => {
  const { sentences: pairs } = await explainPair(a, b, { keywords, sentences: sentences() });
  expect(pairs![0]).toMatchObject({
    a: { text: 'We select rationales here.', field: 'abstract', index: 0, start: 0 },
    b: { text: 'We select short rationales.', field: 'abstract', index: 1 },
  });
  expect(pairs!.every((pair, at) => at === 0 || pair.similarity <= pairs![at - 1]!.similarity)).toBe(true);
  const one = await explainPair(a, b, { keywords, sentences: sentences(), limit: 1 });
  expect(one.sentences).toEqual(pairs!.slice(0, 1));
});

test('shared words and those of one paper alone are told apart, rare and repeated ones first, numbers left out', async () => {
  const { shared, onlyA, onlyB } = await explainPair(a, b, { keywords, sentences: null });
  expect(shared[0]).toMatchObject({ word: 'Rationales', counts: [3, 2] });
  expect(shared.map(({ word }) => word)).toContain('short');
  expect(onlyA.map(({ word, counts }) => [word, ...counts])).toEqual([
    ['graphs', 2, 0],
    ['help', 1, 0],
    ['GPT-4', 1, 0],
  ]);
  expect(onlyB[0]).toMatchObject({ word: 'shortcuts', counts: [0, 2] });
});

test('a word weighs as much as it is said to: what says nothing is left out, however rare it is', async () => {
  const weigh = (word: string) => ({ rationales: 0, short: 0.1 })[word] ?? 1;
  const { shared, onlyA } = await explainPair(a, b, { keywords, sentences: null, weigh });
  expect(shared.map(({ word }) => word)).toEqual(['select', 'Code', 'https']);
  expect(onlyA[0]).toMatchObject({ word: 'graphs' });
});

test('asked from the other side the answer is the same, mirrored', async () => {
  const there = await explainPair(a, b, { keywords, sentences: sentences() });
  const back = await explainPair(b, a, { keywords, sentences: sentences() });
  expect(back.onlyA.map(({ word }) => word)).toEqual(there.onlyB.map(({ word }) => word));
  expect(back.sentences!.map((pair) => [pair.b.index, pair.a.index, pair.similarity])).toEqual(
    there.sentences!.map((pair) => [pair.a.index, pair.b.index, pair.similarity]),
  );
});

test('a paper without an abstract is compared by its title, and one with nothing pairs with nothing', async () => {
  const title = paper('t', 'We select rationales', '');
  const { sentences: pairs } = await explainPair(title, b, { keywords, sentences: sentences() });
  expect(pairs).toMatchObject([{ a: { field: 'title', index: 0 }, b: { field: 'abstract', index: 1 } }]);
  const empty = await explainPair(paper('e', '', ''), b, { keywords, sentences: sentences() });
  expect(empty).toMatchObject({ sentences: [], shared: [], onlyA: [] });
});

test('for any vectors: each sentence once, and no pair left out or in against the rule', () => {
  const matrix = fc
    .array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }), { maxLength: 6 })
    .map((rows) => normalizeRows(createMatrix(rows.length, 3, Float32Array.from(rows.flat()))));
  const embedded = matrix.map((vectors) => ({
    sentences: Array.from({ length: vectors.count }, (_, index) => ({
      ...{ text: `${index}`, start: index, end: index + 1 },
      ...{ field: 'abstract' as const, index },
    })),
    vectors,
  }));
  fc.assert(
    fc.property(embedded, embedded, (one, other) => {
      const pairs = pairSentences(one, other);
      expect(new Set(pairs.map((pair) => pair.a.index)).size).toBe(pairs.length);
      expect(new Set(pairs.map((pair) => pair.b.index)).size).toBe(pairs.length);
      const likeness = (i: number, j: number) => dot(one.vectors.data, 3 * i, other.vectors.data, 3 * j, 3);
      for (const { a: at, b: to } of pairs) {
        for (let j = 0; j < other.vectors.count; j++)
          expect(likeness(at.index, j)).toBeLessThanOrEqual(likeness(at.index, to.index));
        for (let i = 0; i < one.vectors.count; i++)
          expect(likeness(i, to.index)).toBeLessThanOrEqual(likeness(at.index, to.index));
      }
      if (one.vectors.count > 0 && other.vectors.count > 0) expect(pairs.length).toBeGreaterThan(0);
    }),
  );
});

test.each([{ limit: -1 }, { limit: 1.5 }, { words: Number.NaN }])('%o is refused', async (options) => {
  await expect(explainPair(a, b, { keywords, sentences: null, ...options })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining('expected a whole number from 0'),
  });
});
