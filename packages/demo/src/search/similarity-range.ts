import { createRandom, rowOf, type VectorMatrix } from 'paper-atlas';

const PAIRS = 4000;
const SEED = 42;

/**
 * The similarities between which an atlas' own papers lie: the 1st percentile of random pairs, as far apart as papers are
 * here, and the 99.5th, to which only true neighbours come. Every bar runs from the one to the other, of a neighbour and of
 * a hit alike, so that they compare. (From the mean on would leave none for questions: one of ten words is never as close to
 * an abstract as two abstracts of one field are to each other.)
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
  const low = similarities[Math.floor(PAIRS * 0.01)]!;
  const high = similarities[Math.floor(PAIRS * 0.995)]!;
  return high > low ? [low, high] : [0, 1];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
