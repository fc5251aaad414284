import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dot } from './distance.ts';
import { createRandom } from './random.ts';

/** Numbers of all magnitudes, so that the order of the sum shows. */
function createValues(count: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => (random() - 0.5) * 10 ** Math.floor(8 * random()));
}

const WAYS = [
  { name: 'with WebAssembly', global: WebAssembly },
  { name: 'without WebAssembly', global: undefined },
];

describe.each(WAYS)('multiplyRows $name', ({ global }) => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', global);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('gives what dot gives, to the bit, for every dimension, offset and run of rows', async () => {
    const { multiplyRows } = await import('./row-products.ts');
    const shape = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(400), fc.nat(300), fc.nat(1000));
    fc.assert(
      fc.property(shape, ([dimension, from, length, seed]) => {
        const data = createValues((from + length) * dimension, seed);
        const queries = createValues(3 * dimension, seed + 1);
        const out = new Float64Array(length);
        multiplyRows(queries, dimension, data, dimension, from, from + length, out);
        const expected = out.map((_, i) => dot(queries, dimension, data, (from + i) * dimension, dimension));
        expect(out).toEqual(expected);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('gives the same for several queries at a time', async () => {
    const { multiplyRowsBy } = await import('./row-products.ts');
    for (const dimension of [5, 8, 384]) {
      const data = createValues(300 * dimension, dimension);
      const queries = createValues(4 * dimension, 7);
      const offsets = [2 * dimension, 0, 3 * dimension];
      const outs = offsets.map(() => new Float64Array(200));
      multiplyRowsBy(queries, offsets, data, dimension, 50, 250, outs);
      for (const [i, offset] of offsets.entries())
        expect(outs[i]).toEqual(
          outs[i]!.map((_, row) => dot(queries, offset, data, (50 + row) * dimension, dimension)),
        );
    }
  });

  it('gives the same of a matrix that lies in the memory of the kernels, where there are any', async () => {
    const { createResidentMatrix } = await import('./resident-matrix.ts');
    const { multiplyRowsBy } = await import('./row-products.ts');
    expect(createResidentMatrix(3, 5)).toBeUndefined();
    const shape = fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.nat(1100),
      fc.nat(1200),
      fc.integer({ min: 1, max: 6 }),
    );
    fc.assert(
      fc.property(shape, ([quarter, from, length, count]) => {
        const dimension = 4 * quarter;
        const matrix = createResidentMatrix(from + length, dimension);
        expect(matrix !== undefined).toBe(global !== undefined && from + length > 0);
        const data = matrix?.data ?? new Float32Array((from + length) * dimension);
        data.set(createValues(data.length, length));
        const queries = createValues(6 * dimension, 3);
        const offsets = Array.from({ length: count }, (_, i) => i * dimension);
        const outs = offsets.map(() => new Float64Array(length));
        multiplyRowsBy(queries, offsets, data, dimension, from, from + length, outs);
        for (const [i, offset] of offsets.entries())
          expect(outs[i]).toEqual(
            outs[i]!.map((_, row) => dot(queries, offset, data, (from + row) * dimension, dimension)),
          );
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('takes large dimensions and small ones in turn', async () => {
    const { multiplyRows } = await import('./row-products.ts');
    for (const dimension of [384, 4096, 8, 768]) {
      const data = createValues(200 * dimension, dimension);
      const out = new Float64Array(200);
      multiplyRows(data, 0, data, dimension, 0, 200, out);
      expect(out).toEqual(out.map((_, row) => dot(data, 0, data, row * dimension, dimension)));
    }
  });
});
