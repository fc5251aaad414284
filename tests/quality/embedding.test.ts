import { readFileSync } from 'node:fs';
import { createWorkerPool, openModelFolder, rowOf } from 'paper-atlas/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Reference {
  readonly items: readonly { readonly text: string; readonly vector: readonly number[] }[];
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('../fixtures/minilm-fp32.json', import.meta.url), 'utf8'),
);
const { spec, path } = await openModelFolder();
const pool = createWorkerPool({ model: spec, location: path });
const cosines: number[] = [];

beforeAll(async () => {
  const vectors = await pool.embed(
    reference.items.map(({ text }) => text),
    'document',
  );
  for (const [row, { vector }] of reference.items.entries()) {
    const ours = rowOf(vectors, row);
    const length = Math.hypot(...vector);
    cosines.push(vector.reduce((sum, value, i) => sum + value * ours[i]!, 0) / length);
  }
});
afterAll(() => pool.dispose());

test('every reference text is within cosine .98 of the original fp32 weights', () => {
  expect(cosines).toHaveLength(31);
  expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.98);
});

test('the mean cosine to the original fp32 weights is at least .99', () => {
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  console.info(`cosine to fp32: min ${Math.min(...cosines).toFixed(4)}, mean ${mean.toFixed(4)}`);
  expect(mean).toBeGreaterThanOrEqual(0.99);
});
