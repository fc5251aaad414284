import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings, createUniformVectors } from '../../bench/synthetic.ts';
import { dot } from '../math/distance.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { ESTIMATE_STEP, VectorCodes } from './vector-codes.ts';

function lengthsOf({ data, count, dimension }: VectorMatrix): Float64Array {
  return Float64Array.from({ length: count }, (_, row) =>
    dot(data, row * dimension, data, row * dimension, dimension),
  );
}

function codesOf(vectors: VectorMatrix): VectorCodes {
  const codes = VectorCodes.create(vectors.dimension)!;
  expect(codes.reserve(vectors.count)).toBe(true);
  codes.append(vectors, lengthsOf(vectors), vectors.count);
  return codes;
}

/** The greatest part of its allowance that an estimate of a row to a query is off by: above 1 is a broken promise. */
function worstShare(vectors: VectorMatrix): number {
  const codes = codesOf(vectors);
  const lengths = lengthsOf(vectors);
  let worst = 0;
  for (let query = 0; query < vectors.count; query++) {
    if (lengths[query] === 0) continue;
    const code = codes.encodeQuery(vectors.data, query * vectors.dimension, lengths[query]!);
    const estimates = codes.estimate(code, 0, vectors.count, -3).similarities;
    for (let row = 0; row < vectors.count; row++) {
      const product = dot(rowOf(vectors, query), 0, rowOf(vectors, row), 0, vectors.dimension);
      const similarity = lengths[row] === 0 ? 0 : product / Math.sqrt(lengths[query]! * lengths[row]!);
      expect(codes.errorOf(row)).toBeLessThanOrEqual(codes.greatestError);
      worst = Math.max(worst, Math.abs(similarity - estimates[row]!) / (codes.errorOf(row) + code.error));
    }
  }
  return worst;
}

describe('VectorCodes', () => {
  it('estimates no similarity farther off than it says, whatever the vectors', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-3e38), max: Math.fround(3e38) }),
      fc.float({ noNaN: true, min: -1, max: 1 }),
      fc.constantFrom(0, 1, -1, Math.fround(1e-45), Math.fround(1e-20)),
    );
    const shape = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(
        shape.chain(([dimension, count]) =>
          fc
            .array(value, { minLength: dimension * count, maxLength: dimension * count })
            .map((values) => createMatrix(count, dimension, Float32Array.from(values))),
        ),
        (vectors) => {
          expect(worstShare(vectors)).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keeps its sums in range for vectors as long as there are', () => {
    for (const dimension of [512, 768, 4096, 65_536]) {
      const vectors = createMatrix(2, dimension);
      rowOf(vectors, 0).fill(3);
      rowOf(vectors, 1).fill(-0.1);
      expect(worstShare(vectors)).toBeLessThanOrEqual(1);
    }
  });

  it('estimates embeddings of papers to within .01', () => {
    const vectors = createSyntheticEmbeddings({ count: 300, dimension: 384, seed: 3 });
    const codes = codesOf(vectors);
    expect(codes.greatestError).toBeLessThan(0.015);
    expect(codes.encodeQuery(vectors.data, 0, 1).error).toBeLessThan(1e-4);
    expect(worstShare(vectors)).toBeLessThan(0.5);
  });

  it('estimates at a fifth of the error where vectors lie in 32 directions', () => {
    // What the codes leave over is then as good as known; of vectors without structure a twelfth of it is.
    const within = createSyntheticEmbeddings({ count: 300, dimension: 384, seed: 6 });
    const basis = createUniformVectors({ count: 32, dimension: 384, seed: 7 });
    for (let row = 0; row < within.count; row++) {
      const vector = rowOf(within, row);
      const weights = vector.slice(0, basis.count);
      vector.fill(0);
      for (const [i, weight] of weights.entries())
        for (let at = 0; at < vector.length; at++) vector[at]! += weight * rowOf(basis, i)[at]!;
    }
    const without = createUniformVectors({ count: 300, dimension: 384, seed: 8 });
    expect(worstShare(within)).toBeLessThan(0.2 * worstShare(without));
  });

  it('grows, and estimates any run of rows', () => {
    const vectors = createSyntheticEmbeddings({ count: ESTIMATE_STEP + 100, dimension: 16, seed: 4 });
    const lengths = lengthsOf(vectors);
    const whole = codesOf(vectors);
    const grown = VectorCodes.create(16)!;
    for (const size of [1, 2, 700, vectors.count]) {
      expect(grown.reserve(size)).toBe(true);
      grown.append(vectors, lengths, size);
      expect(grown.size).toBe(size);
    }
    const code = whole.encodeQuery(vectors.data, 160, lengths[10]!);
    const estimate = (codes: VectorCodes, from: number, to: number, least = -3) => {
      const { rows, similarities } = codes.estimate(code, from, to, least);
      return { rows: [...rows], similarities: [...similarities] };
    };
    const all = estimate(whole, 0, ESTIMATE_STEP);
    expect(all.rows).toEqual([...Array(ESTIMATE_STEP).keys()]);
    expect(estimate(grown, 0, ESTIMATE_STEP)).toEqual(all);
    expect(estimate(grown, 333, 334)).toEqual({ rows: [333], similarities: [all.similarities[333]] });
    expect(estimate(grown, 5, 5)).toEqual({ rows: [], similarities: [] });
    expect(estimate(grown, ESTIMATE_STEP, vectors.count).rows).toHaveLength(100);
    const limit = all.similarities[44]!;
    const rows = all.rows.filter((row) => all.similarities[row]! >= limit);
    expect(rows.length).toBeLessThan(ESTIMATE_STEP);
    expect(estimate(grown, 0, ESTIMATE_STEP, limit).rows).toEqual(rows);
  });

  it('refuses more rows than its memory can hold, and keeps those it has', () => {
    const vectors = createSyntheticEmbeddings({ count: 5, dimension: 384, seed: 5 });
    const codes = codesOf(vectors);
    expect(codes.reserve(12_000_000)).toBe(false);
    expect(codes.size).toBe(5);
    expect(codes.reserve(6)).toBe(true);
  });
});
