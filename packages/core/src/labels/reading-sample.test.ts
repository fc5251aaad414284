import { describe, expect, it } from 'vitest';
import { extrapolate, sampleForAll, sampleForSome } from './reading-sample.ts';

const ascending = (rows: readonly number[]) => rows.every((row, i) => i === 0 || row > rows[i - 1]!);

describe('the sample that regions are named from', () => {
  it('is every paper of a small corpus, and an even part of a large one', () => {
    expect(sampleForAll(4)).toEqual([0, 1, 2, 3]);
    const rows = sampleForAll(90_000);
    expect(rows).toHaveLength(30_000);
    expect(rows.slice(0, 3)).toEqual([0, 3, 6]);
  });

  it('has more papers of regions without a name than of others', () => {
    const count = 50_000;
    // Row r is in the coarse region r % 10 and in the fine one 10 + r % 97.
    const membership = Int32Array.from({ length: 2 * count }, (_, at) =>
      at % 2 === 0 ? (at >> 1) % 10 : 10 + ((at >> 1) % 97),
    );
    const isUnnamed = new Uint8Array(110);
    isUnnamed[17] = 1;
    const rows = sampleForSome(membership, isUnnamed);
    const of = (fine: number) => rows.filter((row) => membership[2 * row + 1] === fine).length;
    expect(of(17)).toBeGreaterThanOrEqual(120);
    expect(of(18)).toBeLessThan(of(17) / 2);
    expect(rows.length).toBeLessThan(1500);
    expect(ascending(rows)).toBe(true);
  });

  it('counts as reading everything would, where half of a group was read', () => {
    const counts = {
      terms: [
        { units: [0], isModifier: false, isWeak: false },
        { units: [1], isModifier: false, isWeak: false },
      ],
      groupCount: 3,
      sizes: Int32Array.of(10, 4, 0),
      papers: Float64Array.of(5, 0, 1, 4, 0, 0),
      weights: Float64Array.of(6, 0, 2, 8, 0, 0),
    };
    const whole = extrapolate(counts, Int32Array.of(20, 4, 7));
    expect([...whole.papers]).toEqual([10, 0, 1, 4, 0, 0]);
    expect([...whole.weights]).toEqual([12, 0, 2, 8, 0, 0]);
    expect([...whole.sizes]).toEqual([20, 4, 7]);
  });
});
