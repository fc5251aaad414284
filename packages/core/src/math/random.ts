/** A seeded generator of numbers in [0, 1), uniform. */
export type RandomGenerator = () => number;

/**
 * sfc32, seeded by one 32-bit integer (others are taken modulo 2^32): the same seed gives the same numbers on every
 * machine. Fifteen rounds are thrown away first, so that neighbouring seeds have nothing in common.
 *
 * Source: C. Doty-Humphrey, PractRand, "Small Fast Counting" generator.
 */
export function createRandom(seed: number): RandomGenerator {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = seed >>> 0;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** `size` different integers of [0, count), ascending; all of them when `size ≥ count`. Floyd's algorithm. */
export function sampleRows(count: number, size: number, random: RandomGenerator): Int32Array {
  if (size >= count) return Int32Array.from({ length: count }, (_, row) => row);
  const chosen = new Set<number>();
  for (let j = count - size; j < count; j++) {
    const candidate = Math.floor(random() * (j + 1));
    chosen.add(chosen.has(candidate) ? j : candidate);
  }
  return Int32Array.from(chosen).sort();
}
