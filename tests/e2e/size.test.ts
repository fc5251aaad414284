import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../packages/demo/dist');
const LIMIT = 300_000;

/** Fonts are compressed already; everything else is served compressed. */
const sizeOf = (file: string): number => {
  const bytes = readFileSync(join(DIST, file));
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length;
};

test('code, styles and fonts that come before the model and the vectors take at most 300 kB compressed', () => {
  const assets = readdirSync(join(DIST, 'assets')).map((name) => `assets/${name}`);
  // What runs the model (transformers.js) comes with the model; the map's worker only where an atlas has no map; what makes
  // an atlas, and reads LaTeX for it, when someone brings papers (own.test.ts sees that); what draws pictures when one is saved.
  const before = assets.filter(
    (name) =>
      !/\/(transformers|model-worker|map-worker|own-building|latex|make-picture|picture-caption)/.test(name),
  );
  expect(before.some((name) => name.endsWith('.js'))).toBe(true);
  expect(before.some((name) => name.endsWith('.css'))).toBe(true);
  const size = ['index.html', ...before].reduce((sum, file) => sum + sizeOf(file), 0);
  const all = ['index.html', ...assets].reduce((sum, file) => sum + sizeOf(file), 0);
  console.info(
    `before the model ${(size / 1000).toFixed(0)} kB, with what runs it ${(all / 1000).toFixed(0)} kB`,
  );
  expect(size).toBeLessThanOrEqual(LIMIT);
});
