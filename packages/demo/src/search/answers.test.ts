import { describe, expect, test } from 'vitest';
import { makeAnswer } from '../state/made-state.ts';
import { createAnswer } from './answers.ts';
import { barOf, bySimilarity, byWordScores } from './warmth.ts';

const ranking = makeAnswer('', [2, 0, 3], {
  similarities: Float32Array.from([0.7, 0.3, 0.1]),
  percentiles: Float32Array.from([99.95, 95, 40]),
  keywordParts: Float64Array.from([1, 4, 0]),
});
const heatOf = (more: object, mode: 'hybrid' | 'keyword' = 'hybrid') =>
  createAnswer(
    { query: 'q' },
    mode,
    { ...ranking, ...more },
    { count: 4, explanations: new Map(), milliseconds: 1 },
  ).heat;

describe('the land of an answer', () => {
  test('is warm by meaning, whatever the order of the list, and colder the farther from it', () => {
    const [none, , hot, cold] = heatOf({})!;
    expect(hot).toBe(1);
    expect(none).toBeGreaterThan(0.2);
    expect(none).toBeLessThan(0.5);
    expect(cold).toBeLessThan(none!);
    expect(heatOf({})![1]).toBe(0);
  });

  test('is warm by words where the list is by words', () => {
    const heat = heatOf({}, 'keyword')!;
    expect(heat[0]).toBe(1);
    expect(heat[2]).toBeGreaterThan(0.3);
    expect(heat[3]).toBe(0);
  });

  test('is as it was for a list of filters alone', () => {
    expect(heatOf({ similarities: null, percentiles: null, keywordParts: null })).toBeNull();
  });

  test('is faint where nothing of the list stands out, and hot where something does or nobody knows', () => {
    const heat = heatOf({})!;
    const none = heatOf({ weakFrom: 1 })!;
    expect([...none]).toEqual([...heat].map((warmth) => Math.fround(warmth / 2)));
    for (const more of [{ weakFrom: 2 }, { weakFrom: 1, weakBy: null }, { weakFrom: 1, weakBy: 'words' }])
      expect(heatOf(more)).toEqual(heat);
  });

  test('where nothing stands out stays dim', () => {
    const flat = bySimilarity(Float32Array.from({ length: 20 }, (_, at) => 0.1 - at / 1000));
    expect(flat(0)).toBeLessThan(0.1);
    const steep = bySimilarity(Float32Array.from({ length: 20 }, (_, at) => 0.9 - at / 20));
    expect([steep(0), steep(15)]).toEqual([1, 0]);
  });
});

describe('a closeness as a length', () => {
  test('each third of a bar stands for ten times fewer pairs; 100 % fills it', () => {
    expect([0, 90, 99, 99.9, 99.99, 100].map(barOf)).toEqual(
      [0, 1 / 3, 2 / 3, 1, 1, 1].map((share) => expect.closeTo(share, 6)),
    );
  });

  test('by words is never beyond its ends', () => {
    expect(byWordScores(Float64Array.from([0, 0]))(1)).toBe(0);
  });
});
