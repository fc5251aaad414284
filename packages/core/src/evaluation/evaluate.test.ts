import { expect, test } from 'vitest';
import { evaluateModes } from './evaluate.ts';
import type { JudgedQuery } from './judged-set.ts';

const queries: JudgedQuery[] = Array.from({ length: 40 }, (_, i) => ({
  id: `${i}`,
  text: `query ${i}`,
  grades: new Map([[`right ${i}`, 1]]),
}));

/** `good` has the right paper first; `fair` first for every second query, else second; `bad` has it never. */
const rank = async ({ id }: JudgedQuery, mode: string) => {
  const right = `right ${id}`;
  if (mode === 'bad') return ['wrong'];
  return mode === 'good' || Number(id) % 2 === 0 ? [right, 'wrong'] : ['wrong', right];
};

test('means, intervals and paired differences of all modes', async () => {
  const stages: string[] = [];
  const found = await evaluateModes(
    queries,
    ['good', 'fair', 'bad'],
    rank,
    {},
    {
      onProgress: ({ stage }) => {
        if (stages.at(-1) !== stage) stages.push(stage);
      },
    },
  );
  expect(found.queries).toBe(40);
  expect(found.modes['good']).toEqual({ 'ndcg@10': 1, 'recall@100': 1, 'mrr@10': 1 });
  expect(found.modes['fair']!['mrr@10']).toBeCloseTo(0.75, 12);
  expect(found.modes['fair']!['ndcg@10']).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
  expect(found.modes['bad']).toEqual({ 'ndcg@10': 0, 'recall@100': 0, 'mrr@10': 0 });
  const [low, high] = found.intervals['fair']!['mrr@10'];
  expect(low).toBeGreaterThan(0.6);
  expect(high).toBeLessThan(0.9);
  expect(found.differences.map(({ mode, over }) => [mode, over])).toEqual([
    ['good', 'fair'],
    ['good', 'bad'],
    ['fair', 'bad'],
  ]);
  const { mean, low: least } = found.differences[0]!.metrics['mrr@10'];
  expect(mean).toBeCloseTo(0.25, 12);
  expect(least).toBeGreaterThan(0);
  expect(found.bootstrap).toEqual({ resamples: 5000, seed: 42 });
  expect(stages).toEqual(['good', 'fair', 'bad', 'bootstrap']);
});

test('it can be stopped between two queries, and refuses to measure nothing', async () => {
  const controller = new AbortController();
  let asked = 0;
  const stopping = async (query: JudgedQuery, mode: string) => {
    if (++asked === 3) controller.abort();
    return rank(query, mode);
  };
  await expect(
    evaluateModes(queries, ['good'], stopping, {}, { signal: controller.signal }),
  ).rejects.toMatchObject({ code: 'ABORTED' });
  expect(asked).toBe(3);
  await expect(evaluateModes([], ['good'], rank)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  await expect(evaluateModes(queries, [], rank)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});
