/**
 * e^x and ln x from the four operations alone, which IEEE 754 fixes to the last bit. `Math.exp` and `Math.pow` may
 * differ between engines, and one bit early in a map becomes another map at its end.
 */

const LN_2 = Math.LN2;
const LOWEST_EXPONENT = -1022;
const HIGHEST_EXPONENT = 1023;
const TERMS = 14;

/** 2^n for every n that a normal double has. */
const POWERS_OF_TWO = listPowersOfTwo();

function listPowersOfTwo(): Float64Array {
  const powers = new Float64Array(HIGHEST_EXPONENT - LOWEST_EXPONENT + 1);
  powers[-LOWEST_EXPONENT] = 1;
  for (let i = 1 - LOWEST_EXPONENT; i < powers.length; i++) powers[i] = 2 * powers[i - 1]!;
  for (let i = -LOWEST_EXPONENT - 1; i >= 0; i--) powers[i] = powers[i + 1]! / 2;
  return powers;
}

/** e^x, to about 13 digits; 0 below the smallest normal double, Infinity above the largest. */
export function exponential(x: number): number {
  const exponent = Math.round(x / LN_2);
  if (exponent < LOWEST_EXPONENT) return 0;
  if (exponent > HIGHEST_EXPONENT) return Number.POSITIVE_INFINITY;
  // Within half of ln 2 the series is exact to double precision after 14 terms.
  const rest = x - exponent * LN_2;
  let sum = 1;
  for (let n = TERMS; n > 0; n--) sum = 1 + (sum * rest) / n;
  return sum * POWERS_OF_TWO[exponent - LOWEST_EXPONENT]!;
}

/** ln x for a finite x > 0, to about 15 digits. */
export function logarithm(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; exponent++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent--) mantissa *= 2;
  // ln m = 2 artanh((m - 1) / (m + 1))
  const t = (mantissa - 1) / (mantissa + 1);
  const squared = t * t;
  let sum = 0;
  for (let n = 2 * TERMS + 1; n > 0; n -= 2) sum = sum * squared + 1 / n;
  return exponent * LN_2 + 2 * t * sum;
}
