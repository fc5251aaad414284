import { expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { assertFinite, createMatrix, findNonFinite, normalizeRows, rowOf, selectRows } from './matrix.ts';

function codeOf(step: () => unknown): string | undefined {
  try {
    step();
  } catch (error) {
    return isExplorerError(error) ? error.code : String(error);
  }
  return undefined;
}

it('makes a matrix of zeros, or one over given values without copying them', () => {
  expect(createMatrix(2, 3)).toEqual({ data: new Float32Array(6), count: 2, dimension: 3 });
  expect(createMatrix(0, 3).data).toHaveLength(0);
  const data = Float32Array.of(1, 2);
  expect(createMatrix(1, 2, data).data).toBe(data);
});

it('refuses values that do not fill the shape, and shapes that are none', () => {
  expect(codeOf(() => createMatrix(2, 2, new Float32Array(3)))).toBe('DIMENSION_MISMATCH');
  expect(codeOf(() => createMatrix(-1, 2))).toBe('INVALID_ARGUMENT');
  expect(codeOf(() => createMatrix(1, 0))).toBe('INVALID_ARGUMENT');
  expect(codeOf(() => createMatrix(1.5, 2))).toBe('INVALID_ARGUMENT');
});

it('gives a row as a view and selected rows as a copy', () => {
  const matrix = createMatrix(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));
  rowOf(matrix, 1)[0] = 30;
  const selected = selectRows(matrix, [2, 1, 1]);
  expect([...selected.data]).toEqual([5, 6, 30, 4, 30, 4]);
  selected.data.fill(0);
  expect(matrix.data[2]).toBe(30);
});

it.each([-1, 3, 0.5, Number.NaN])('refuses to select row %s of three', (row) => {
  expect(codeOf(() => selectRows(createMatrix(3, 2), [0, row]))).toBe('INVALID_ARGUMENT');
});

it('scales rows to unit length, also the tiniest and the hugest, and leaves zero rows', () => {
  const matrix = createMatrix(4, 2, Float32Array.of(3, 4, 0, 0, 1e-45, 0, 3e38, 3e38));
  normalizeRows(matrix);
  expect([...matrix.data.slice(0, 6)]).toEqual([0.6, 0.8, 0, 0, 1, 0].map(Math.fround));
  expect(Math.hypot(...rowOf(matrix, 3))).toBeCloseTo(1, 6);
});

it('names the row and place of the first value that is not finite', () => {
  const matrix = createMatrix(2, 2, Float32Array.of(1, 2, 3, Number.NaN));
  expect(findNonFinite(matrix.data)).toBe(3);
  expect(findNonFinite([1, Number.NEGATIVE_INFINITY])).toBe(1);
  expect(findNonFinite([1, 2])).toBe(-1);
  expect(findNonFinite([])).toBe(-1);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (let at = 0; at < 11; at++) {
      const values = new Float32Array(11).fill(-3e38);
      expect(findNonFinite(values)).toBe(-1);
      values.fill(value, at);
      expect(findNonFinite(values)).toBe(at);
    }
  }
  expect(() => assertFinite(matrix, 'queries')).toThrow(/queries: row 1 holds NaN at position 1/);
  expect(codeOf(() => assertFinite(matrix, 'queries'))).toBe('INVALID_ARGUMENT');
});
