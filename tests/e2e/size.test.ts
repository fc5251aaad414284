import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const ASSETS = join(import.meta.dirname, '../../packages/demo/dist/assets');
const LIMIT = 300_000;

/** Fonts are compressed already; everything else is served compressed. */
const sizeOf = (file: string): number => {
  const bytes = readFileSync(file);
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length;
};

/** Scripts that a script fetches before it runs; what it imports later is called, as a function is. */
const importsOf = (name: string): string[] => {
  const text = readFileSync(join(ASSETS, name), 'utf8');
  return [...text.matchAll(/(?:\bimport|\bfrom)\s*["']\.\/([^"']+)["']/g)].map(([, found]) => found!);
};

/** The scripts that page and atlas worker need to run, with all that they import at once. */
function firstScripts(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = names.filter((name) => /^(?:index|atlas-worker)-.*\.js$/.test(name));
  expect(open).toHaveLength(2);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...importsOf(name));
  }
  return found;
}

test('code, styles and fonts that come before the model and the vectors take at most 300 kB compressed', () => {
  const names = readdirSync(ASSETS);
  const first = [...firstScripts(names), ...names.filter((name) => !name.endsWith('.js'))];
  expect(first.some((name) => name.endsWith('.css'))).toBe(true);
  expect(names.length).toBeGreaterThan(first.length + 5);
  const sum = (files: readonly string[]) =>
    files.reduce((size, name) => size + sizeOf(join(ASSETS, name)), sizeOf(join(ASSETS, '../index.html')));
  const size = sum(first);
  console.info(
    `before the model ${(size / 1000).toFixed(0)} kB, all that may come ${(sum(names) / 1000).toFixed(0)} kB`,
  );
  expect(size).toBeLessThanOrEqual(LIMIT);
});
