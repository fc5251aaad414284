import { describe, expect, it } from 'vitest';
import { finish } from '../../tests/support/finish.ts';
import { scoreTerms } from './scores.ts';
import type { Term, TermCounts } from './terms.ts';

const word: Term = { units: [0], isModifier: false, isWeak: false };

/** Two groups of `size` papers; each term with its papers and weight in the first group; the second has none of them. */
function count(
  size: number,
  rows: readonly (readonly [term: Term, papers: number, weight: number])[],
): TermCounts {
  const fill = (at: 1 | 2): Float64Array =>
    Float64Array.from({ length: 2 * rows.length }, (_, i) => rows[i]?.[at] ?? 0);
  return {
    terms: rows.map(([term]) => term),
    groupCount: 2,
    sizes: Int32Array.of(size, size),
    papers: fill(1),
    weights: fill(2),
  };
}

const ranked = (counts: TermCounts): number[] => finish(scoreTerms(counts))[0]!.map(({ term }) => term);

describe('scoreTerms', () => {
  it('puts a term of many papers before one that a single paper repeats', () => {
    expect(
      ranked(
        count(10, [
          [word, 1, 6],
          [{ ...word, units: [1] }, 3, 5],
        ]),
      ),
    ).toEqual([1, 0]);
  });

  it('asks for a smaller share of a larger group', () => {
    const share = (size: number, papers: number): number => {
      const [few, all] = [papers, size].map(
        (inside) => finish(scoreTerms(count(size, [[word, inside, inside]])))[0]![0]!.score / inside,
      );
      return few! / all!;
    };
    expect(share(400, 40)).toBeGreaterThan(2 * share(16, 1));
  });

  it('gives what an adjective tells to the pair that it begins most often, and nothing to the adjective', () => {
    const causal: Term = { units: [3], isModifier: true, isWeak: false };
    const pair = (second: number): Term => ({ units: [3, second], isModifier: false, isWeak: false });
    const scored = finish(
      scoreTerms(
        count(10, [
          [causal, 9, 30],
          [pair(4), 4, 6],
          [pair(5), 3, 5],
          [word, 5, 9],
        ]),
      ),
    )[0]!;
    expect(scored.map(({ term }) => term)).toEqual([1, 3, 2]);
  });

  it('ranks words of all fields lower', () => {
    expect(
      ranked(
        count(10, [
          [{ ...word, isWeak: true }, 5, 9],
          [{ ...word, units: [1] }, 5, 9],
        ]),
      ),
    ).toEqual([1, 0]);
  });
});
