import { expect, test } from 'vitest';
import { createRandom } from '../math/random.ts';
import { bootstrapMeans } from './bootstrap.ts';

const random = createRandom(7);
const noise = Float64Array.from({ length: 400 }, () => random());

test('the mean is the mean, and its interval that of the normal theory, nearly', async () => {
  const [estimate] = await bootstrapMeans([noise]);
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  const error = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / noise.length;
  expect(estimate!.mean).toBeCloseTo(mean, 12);
  expect(estimate!.low).toBeCloseTo(mean - 1.96 * error, 2);
  expect(estimate!.high).toBeCloseTo(mean + 1.96 * error, 2);
});

test('95 of 100 intervals hold the true mean, nearly', async () => {
  let holding = 0;
  for (let run = 0; run < 200; run++) {
    const values = Float64Array.from({ length: 60 }, () => random());
    const [estimate] = await bootstrapMeans([values], { resamples: 400, seed: run });
    if (estimate!.low <= 0.5 && estimate!.high >= 0.5) holding++;
  }
  expect(holding).toBeGreaterThanOrEqual(180);
  expect(holding).toBeLessThan(200);
});

test('differences are paired: a constant gain is certain, however much the queries differ', async () => {
  const better = noise.map((value) => value + 0.01);
  const [, , gain] = await bootstrapMeans([better, noise, better.map((value, at) => value - noise[at]!)]);
  expect(gain!.low).toBeCloseTo(0.01, 12);
  expect(gain!.high).toBeCloseTo(0.01, 12);
});

test('the same seed gives the same intervals, another one others', async () => {
  const one = await bootstrapMeans([noise], { seed: 1, resamples: 100 });
  expect(await bootstrapMeans([noise], { seed: 1, resamples: 100 })).toEqual(one);
  expect(await bootstrapMeans([noise], { seed: 2, resamples: 100 })).not.toEqual(one);
});

test('a single query has an interval of its own value', async () => {
  expect(await bootstrapMeans([Float64Array.of(0.3)], { resamples: 10 })).toEqual([
    { mean: 0.3, low: 0.3, high: 0.3 },
  ]);
});

test('nothing to draw from, unequal series and no samples are refused; a stop is heard', async () => {
  const refused = { code: 'INVALID_ARGUMENT' };
  await expect(bootstrapMeans([new Float64Array(0)])).rejects.toMatchObject(refused);
  await expect(bootstrapMeans([noise, noise.slice(1)])).rejects.toMatchObject(refused);
  await expect(bootstrapMeans([noise], { resamples: 0 })).rejects.toMatchObject(refused);
  await expect(bootstrapMeans([noise], {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
