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
const rows = Int32Array.of(0, 1, 2, 3, 4);
const isFar = Uint8Array.of(1, 1, 0, 1, 1);

function mark(query: string | null, overrides: Partial<Parameters<typeof markWeak>[0]> = {}): number[] {
  const { terms, scores } = index.score({ text: query ?? '' });
  const words = query === null ? null : { index, terms, scores };
  return [...markWeak({ rows, by: 'closeness', isFar, words, ...overrides }).isWeak];
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

  test('below the limit when the query is of stop words alone, though a title has them', () => {
    expect(mark('of')).toEqual([1, 1, 0, 1, 1]);
  });

  test('by its words alone in a list by words, however close it is, never when there are none', () => {
    expect(mark('graph network', { by: 'words' })).toEqual([0, 0, 1, 1, 1]);
    expect(mark('graph network', { by: 'words', isFar: null })).toEqual([0, 0, 1, 1, 1]);
    expect(mark(null, { by: 'words' })).toEqual([0, 0, 0, 0, 0]);
    expect(mark('of', { by: 'words' })).toEqual([0, 0, 0, 0, 0]);
  });

  test('and it is said what told, or that nothing can tell', () => {
    const { terms, scores } = index.score({ text: 'graph' });
    const words = { index, terms, scores };
    expect(markWeak({ rows, by: 'closeness', isFar, words }).weakBy).toBe('closeness');
    expect(markWeak({ rows, by: 'words', isFar, words }).weakBy).toBe('words');
    expect(markWeak({ rows, by: 'closeness', isFar: null, words }).weakBy).toBeNull();
    expect(markWeak({ rows, by: 'words', isFar, words: null }).weakBy).toBeNull();
  });

  test('never where the corpus is too small for a limit', () => {
    expect(mark('graph', { isFar: null })).toEqual([0, 0, 0, 0, 0]);
  });
});

test.each([
  [[], null],
  [[0, 0], null],
  [[0, 1, 1], 2],
  [[1, 0, 1], 3],
  [[1, 1], 1],
  [[1, 0], null],
  [[0, 0, 1, 0, 1, 1, 1, 0, 1], 5],
  [[1, 1, 1, 0, 0, 1], 1],
])('a list of %j becomes weak at rank %j', (isWeak, from) => {
  expect(findWeakFrom(Uint8Array.from(isWeak))).toBe(from);
});
