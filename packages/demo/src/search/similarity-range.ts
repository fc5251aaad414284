import { createRandom, rowOf, type VectorMatrix } from 'paper-atlas';

const PAIRS = 4000;
const SEED = 42;

/**
 * The similarities between which an atlas' own papers lie: the mean of random pairs, and the 99.5th percentile, to which
 * only true neighbours come. Bars run from the one to the other, so that they compare from query to query.
 */
export function measureSimilarityRange(vectors: VectorMatrix): readonly [low: number, high: number] {
  const { count } = vectors;
  if (count < 4) return [0, 1];
  const random = createRandom(SEED);
  const similarities = new Float32Array(PAIRS);
  for (let pair = 0; pair < PAIRS; pair++) {
    const a = Math.floor(random() * count);
    const b = (a + 1 + Math.floor(random() * (count - 1))) % count;
    similarities[pair] = dot(rowOf(vectors, a), rowOf(vectors, b));
  }
  similarities.sort();
  const low = similarities.reduce((sum, value) => sum + value, 0) / PAIRS;
  const high = similarities[Math.floor(PAIRS * 0.995)]!;
  return high > low ? [low, high] : [0, 1];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
