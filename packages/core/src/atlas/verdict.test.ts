import { expect, test } from 'vitest';
import { judgeIndex, judgeMap } from './verdict.ts';

const index = { recallAt10: 0.95, worst: 0.5, queries: 200, ef: 128, efFor99: 300 };
const quality = { recallAt10: 1, trustworthiness: 0.95, continuity: 0.9, keptNeighbors: 0.4 };

test('an index that loses neighbours is wrong, and the advice names the ef that would find them', () => {
  expect(judgeIndex({ ...index, recallAt10: 0.99 })).toEqual([]);
  expect(judgeIndex(index)).toMatchObject([
    { isWrong: true, sentence: expect.stringMatching(/95\.0 %.*an ef of 300 instead of 128/) },
  ]);
  expect(judgeIndex({ ...index, efFor99: null })).toMatchObject([
    { isWrong: true, sentence: expect.stringMatching(/no ef up to 2,048/) },
  ]);
});

test('a map that says little is advice, one that is not the manifest’s is wrong', () => {
  expect(judgeMap(quality, quality)).toEqual([]);
  expect(judgeMap({ ...quality, trustworthiness: null }, quality)).toEqual([]);
  const poor = { ...quality, trustworthiness: 0.7 };
  expect(judgeMap(poor, poor)).toMatchObject([
    { isWrong: false, sentence: expect.stringMatching(/weak sign/) },
  ]);
  expect(judgeMap(quality, { ...quality, continuity: 0.5 })).toMatchObject([
    { isWrong: true, sentence: expect.stringMatching(/continuity is 0\.900/) },
  ]);
});
