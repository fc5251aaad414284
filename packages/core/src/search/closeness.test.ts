import { expect, test } from 'vitest';
import { createMatrix, normalizeRows } from '../math/matrix.ts';
import { percentileOf } from './calibration.ts';
import { measureListCloseness } from './closeness.ts';

const vectors = normalizeRows(createMatrix(4, 2, Float32Array.of(1, 0, 0, 1, 1, 1, -1, 0)));
const baseline = { pairs: 1000, shares: [0, 0.5, 1], similarities: [-1, 0.2, 1], weakBelow: 0.5 };
const [east, north] = [Float32Array.of(1, 0), Float32Array.of(0, 1)].map((vector) => ({ vector, baseline }));
const rows = [0, 1, 2, 3];

test('closeness to one thing is its cosine, the percentile of that, and far below the limit', () => {
  const { similarities, percentiles, isFar } = measureListCloseness(vectors, [east!], rows);
  expect([...similarities].map((value) => value.toFixed(3))).toEqual(['1.000', '0.000', '0.707', '-1.000']);
  expect([...percentiles!]).toEqual(
    [...similarities].map((value) => Math.fround(percentileOf(baseline, value))),
  );
  expect([...isFar!]).toEqual([0, 1, 0, 1]);
});

test('closeness to several is their mean, with the percentile of the closest; far is far from all', () => {
  const { similarities, percentiles, isFar } = measureListCloseness(vectors, [east!, north!], rows);
  expect([...similarities].map((value) => value.toFixed(3))).toEqual(['0.500', '0.500', '0.707', '-0.500']);
  const one = measureListCloseness(vectors, [east!], rows).percentiles!;
  const other = measureListCloseness(vectors, [north!], rows).percentiles!;
  expect([...percentiles!]).toEqual(rows.map((at) => Math.max(one[at]!, other[at]!)));
  expect([...isFar!]).toEqual([0, 0, 0, 1]);
});

test('without a baseline there is no percentile, without a limit nothing is far', () => {
  const bare = measureListCloseness(vectors, [{ vector: east!.vector, baseline: null }], rows);
  expect([bare.percentiles, bare.isFar]).toEqual([null, null]);
  const few = { ...baseline, weakBelow: null };
  expect(
    measureListCloseness(vectors, [{ vector: east!.vector, baseline: few }, north!], rows).isFar,
  ).toBeNull();
});
