import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-atlas-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const files = (...names: string[]) => names.map((name) => join(folder, name));
const hashAll = () => fingerprint(folder, listFiles(folder));

test('the same files have the same fingerprint in any order and any place', () => {
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  for (const place of [a, b]) {
    mkdirSync(place);
    writeFileSync(join(place, 'x'), '1');
    writeFileSync(join(place, 'y'), '2');
  }
  const hash = fingerprint(a, [join(a, 'x'), join(a, 'y')]);
  expect(fingerprint(b, [join(b, 'y'), join(b, 'x')])).toBe(hash);
});

test('a changed, added, removed or renamed file, or another extra, changes the fingerprint', () => {
  write('a', '1');
  write('b', '2');
  const seen = [hashAll(), fingerprint(folder, listFiles(folder), ['v2'])];
  write('a', '3');
  seen.push(hashAll());
  write('c', '');
  seen.push(hashAll());
  renameSync(join(folder, 'c'), join(folder, 'd'));
  seen.push(hashAll());
  rmSync(join(folder, 'b'));
  seen.push(hashAll());
  expect(new Set(seen).size).toBe(seen.length);
});

test('bytes that move from one file to the next change the fingerprint', () => {
  write('a', 'xy');
  write('b', '');
  const before = hashAll();
  write('a', 'x');
  write('b', 'y');
  expect(hashAll()).not.toBe(before);
});

test('a missing file differs from an empty one', () => {
  const missing = fingerprint(folder, files('a'));
  write('a', '');
  expect(fingerprint(folder, files('a'))).not.toBe(missing);
});

test('a folder that is missing has no files, and names can be chosen', () => {
  write('a.ts', '');
  write('a.test.ts', '');
  expect(listFiles(join(folder, 'none'))).toEqual([]);
  expect(listFiles(folder, (name) => !name.includes('.test.'))).toEqual(files('a.ts'));
});

test('a stamp is read as it was written, and a missing or torn one as none', () => {
  const path = join(folder, 'deep', 'stamp');
  expect(readStamp(path)).toBeNull();
  writeStamp(path, { inputs: 'a', outputs: 'b' });
  expect(readStamp(path)).toEqual({ inputs: 'a', outputs: 'b' });
  removeStamp(path);
  removeStamp(path);
  expect(readStamp(path)).toBeNull();
  for (const torn of ['', '{"inputs"', 'null', '{"inputs":1}']) {
    write('torn', torn);
    expect(readStamp(join(folder, 'torn'))).toBeNull();
  }
});
