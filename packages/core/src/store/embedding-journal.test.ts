import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { keyOfText, openEmbeddingJournal } from './embedding-journal.ts';

const { model } = createWordEmbedder({ dimension: 8 });
const HEADER_BYTES = 64;
const RECORD_BYTES = 32 + 8 * 4 + 16;

type Records = [key: string, vector: number[]][];
let dir: string;
let warnings: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'atlas-journal-'));
  warnings = [];
});
afterEach(() => rm(dir, { recursive: true }));

const openJournal = (spec = model) => openEmbeddingJournal(dir, spec, (message) => warnings.push(message));
const recordOf = (i: number): Records[number] => [
  keyOfText(`text ${i}`, 'document'),
  Array.from({ length: 8 }, (_, at) => Math.fround(Math.sin(i * 8 + at))),
];
const recordsTo = (count: number): Records => Array.from({ length: count }, (_, i) => recordOf(i));

async function keep(records: Records, spec = model): Promise<string> {
  const journal = await openJournal(spec);
  for (const [key, vector] of records) journal.add(key, Float32Array.from(vector));
  journal.close();
  return join(dir, (await readdir(dir)).find((name) => name.endsWith('.journal'))!);
}

async function readAll(spec = model): Promise<Records> {
  const journal = await openJournal(spec);
  const records: Records = [];
  await journal.read('document', (key, vector) => records.push([key, [...vector]]), undefined);
  expect(journal.count).toBe(new Set(records.map(([key]) => key)).size);
  journal.close();
  return records;
}

describe('what was added is read again, byte for byte', () => {
  test('for any vectors, in any number of runs', async () => {
    const vector = fc.array(fc.float({ noNaN: true }), { minLength: 8, maxLength: 8 });
    const runs = fc.array(fc.array(fc.tuple(fc.string(), vector), { maxLength: 20 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(runs, async (added) => {
        await rm(dir, { recursive: true });
        await mkdir(dir);
        const records = added.map((run): Records => run.map(([text, v]) => [keyOfText(text, 'query'), v]));
        for (const run of records) if (run.length > 0) await keep(run);
        expect(await readAll()).toEqual(records.flat());
        expect(warnings).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('when there are more records than are read at once', async () => {
    const records = recordsTo(30_000);
    await keep(records);
    expect(await readAll()).toEqual(records);
  });

  test('while it is still being added to, and no file is made before the first', async () => {
    const journal = await openJournal();
    expect(await readdir(dir)).toEqual([]);
    journal.add(recordOf(0)[0], Float32Array.from(recordOf(0)[1]));
    expect(await readAll()).toEqual([recordOf(0)]);
    journal.close();
    journal.close();
    expect(await readdir(dir)).toHaveLength(1);
  });
});

describe('a file that is not as it was written', () => {
  test('torn at any byte gives the whole records before it, and can be gone on with', async () => {
    const path = await keep(recordsTo(3));
    const whole = await readFile(path);
    for (let length = 0; length < whole.length; length++) {
      await writeFile(path, whole.subarray(0, length));
      warnings = [];
      const left = Math.max(0, Math.floor((length - HEADER_BYTES) / RECORD_BYTES));
      const isTorn = length < HEADER_BYTES || (length - HEADER_BYTES) % RECORD_BYTES > 0;
      await keep([recordOf(9)]);
      expect(await readAll()).toEqual([...recordsTo(left), recordOf(9)]);
      expect(warnings).toHaveLength(isTorn ? 1 : 0);
    }
  });

  test('with any byte flipped gives no vector but those that were written', async () => {
    const path = await keep(recordsTo(3));
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at++) {
      await writeFile(
        path,
        whole.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte)),
      );
      warnings = [];
      const bad = Math.floor((at - HEADER_BYTES) / RECORD_BYTES);
      expect(await readAll()).toEqual(at < HEADER_BYTES ? [] : recordsTo(3).filter((_, i) => i !== bad));
      expect(warnings).toHaveLength(1);
      if (at < HEADER_BYTES) expect(await readdir(dir)).toEqual([]);
    }
  });

  test('with zeros at the end, as a loss of power may leave it, is read to where they begin', async () => {
    const path = await keep(recordsTo(2));
    await appendFile(path, new Uint8Array(RECORD_BYTES * 2 + 5));
    expect(await readAll()).toEqual(recordsTo(2));
    expect(warnings).toEqual([
      expect.stringMatching(/cut off/),
      expect.stringMatching(/2 embeddings are damaged and are made again/),
    ]);
  });

  test.each([
    ['another dtype', { dtype: 'q8' }],
    ['another length of texts', { maxTokens: 512 }],
    ['another checksum', { sha256: 'cd'.repeat(32) }],
    ['another prefix', { documentPrefix: 'passage: ' }],
  ])('records of a model with %s are not seen, and not believed under this one’s name', async (_, change) => {
    const other = { ...model, ...change };
    const foreign = await keep(recordsTo(2), other);
    expect(await readAll()).toEqual([]);
    const own = await readFile(foreign);
    await rm(foreign);
    const path = await keep([recordOf(5)]);
    const { length } = await readFile(path);
    await appendFile(path, own.subarray(HEADER_BYTES));
    expect(await readAll()).toEqual([recordOf(5)]);
    expect((await readFile(path)).length).toBe(length + 2 * RECORD_BYTES);
    await writeFile(path, own);
    expect(await readAll()).toEqual([]);
    expect(warnings.at(-1)).toMatch(/was no journal of this model and was removed/);
  });

  test('a symbolic link in its place is removed, what it leads to is left alone', async () => {
    const path = await keep(recordsTo(1));
    await rm(path);
    await mkdir(join(dir, 'home'));
    await writeFile(join(dir, 'home', 'thesis.tex'), 'years of work');
    await symlink(join(dir, 'home', 'thesis.tex'), path);
    await keep([recordOf(1)]);
    expect(await readAll()).toEqual([recordOf(1)]);
    expect(await readFile(join(dir, 'home', 'thesis.tex'), 'utf8')).toBe('years of work');
  });

  test('a folder in its place costs a warning, not the build', async () => {
    const path = await keep(recordsTo(1));
    await rm(path);
    await mkdir(path);
    expect(await readAll()).toEqual([]);
    await keep([recordOf(1)]);
    expect(warnings[0]).toMatch(/embeddings cannot be kept in/);
    expect(await readdir(path)).toEqual([]);
  });
});
