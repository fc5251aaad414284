import type { Calibration } from 'paper-atlas';
import { expect, test } from 'vitest';
import { isByWordsAlone } from './by-words-alone.ts';
import { makeAnswer } from './made-state.ts';

const BASELINE = { pairs: 10, shares: [0, 0.9], similarities: [0, 0.5], weakBelow: 0.4 };
const CALIBRATION: Calibration = { papers: BASELINE, titles: BASELINE };
const TERM = { word: 'xai', kind: 'exact', idf: 3, forms: [] } as never;

const answer = makeAnswer('xai', [4, 5, 6], {
  similarities: Float32Array.of(0.6, 0.2, 0.1),
  isWeak: Uint8Array.of(0, 0, 1),
  terms: [TERM],
});

test('of hits that stand out it is those which are no closer in meaning than chance', () => {
  expect([0, 1, 2].map((at) => isByWordsAlone(answer, at, CALIBRATION))).toEqual([false, true, false]);
});

test('a list by words says it as a whole, and where no limit is known nothing is said', () => {
  expect(isByWordsAlone({ ...answer, mode: 'keyword', weakBy: 'words' }, 1, CALIBRATION)).toBe(false);
  expect(isByWordsAlone(answer, 1, null)).toBe(false);
  expect(isByWordsAlone({ ...answer, query: '' }, 1, CALIBRATION)).toBe(false);
});
