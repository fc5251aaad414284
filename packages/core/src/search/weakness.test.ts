import { describe, expect, test } from 'vitest';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { findWeakFrom, markWeak } from './weakness.ts';

const texts = [
  { title: 'Graph networks', abstract: 'We pass messages.' },
  { title: 'Networks of graphs and molecules', abstract: '' },
  { title: 'Diffusion', abstract: 'Images from noise.' },
  { title: 'Rewards', abstract: 'Policies of agents.' },
  { title: 'Causes', abstract: 'Effects of treatments.' },
];
const index = await buildKeywordIndex(texts);
const baseline = { pairs: 100, shares: [0, 1], similarities: [0, 1], weakBelow: 0.4 };
const rows = Int32Array.of(0, 1, 2, 3, 4);
const similarities = Float32Array.of(0.39, 0.2, 0.41, 0.1, 0);

function mark(query: string | null, overrides: Partial<Parameters<typeof markWeak>[0]> = {}): number[] {
  const { terms, scores } = index.score({ text: query ?? '' });
  const words = query === null ? null : { index, terms, scores };
  return [...markWeak({ rows, similarities, baseline, words, ...overrides })];
}

describe('a hit is weak', () => {
  test('below the limit of its corpus, when no words are asked', () => {
    expect(mark(null)).toEqual([1, 1, 0, 1, 1]);
  });

  test('but not when it has all the telling words, in any form', () => {
    expect(mark('graph network')).toEqual([0, 0, 0, 1, 1]);
    expect(mark('graphs of molecules')).toEqual([1, 0, 0, 1, 1]);
  });

  test('when one of the words stands nowhere, whatever else matches', () => {
    expect(mark('graph zzzzqqq')).toEqual([1, 1, 0, 1, 1]);
  });

  test('by its words alone when there is no similarity, never when there are neither', () => {
    expect(mark('graph network', { similarities: null })).toEqual([0, 0, 1, 1, 1]);
    expect(mark(null, { similarities: null })).toEqual([0, 0, 0, 0, 0]);
  });

  test('never where the corpus is too small for a limit', () => {
    expect(mark('graph', { baseline: { ...baseline, weakBelow: null } })).toEqual([0, 0, 0, 0, 0]);
  });
});

test.each([
  [[], null],
  [[0, 0], null],
  [[0, 1, 1], 2],
  [[1, 0, 1], 3],
  [[1, 1], 1],
  [[1, 0], null],
])('hits %j are all weak from rank %j', (isWeak, from) => {
  expect(findWeakFrom(Uint8Array.from(isWeak))).toBe(from);
});
