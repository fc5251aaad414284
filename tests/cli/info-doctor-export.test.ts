import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const atlas = inject('seedAtlas');

function copyAtlas(): string {
  const folder = join(makeTemporaryFolder(), 'copy.atlas');
  cpSync(atlas, folder, { recursive: true });
  return folder;
}

const fileOf = (folder: string, kind: string): string =>
  join(
    folder,
    'data',
    readdirSync(join(folder, 'data')).find((name) => new RegExp(`^${kind}-[0-9a-f]{16}\\.`).test(name))!,
  );

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

describe('info', () => {
  test('tells counts, model, parameters with their seeds, quality and sizes', async () => {
    const { code, stdout } = await runCli(['info', atlas, '--json']);
    expect(code).toBe(0);
    const info = JSON.parse(stdout);
    expect(info).toMatchObject({
      counts: { papers: 209, dimension: 384 },
      model: { id: 'Xenova/all-MiniLM-L6-v2' },
    });
    expect(info.quality.trustworthiness).toBeGreaterThan(0.8);
    expect(Object.keys(info.bytes)).toEqual(expect.arrayContaining(['papers', 'embeddings', 'projection']));
  });

  test('for a person it names the regions', async () => {
    const { stdout } = await runCli(['info', atlas]);
    expect(stdout).toMatch(/209 papers/);
    expect(stdout).toMatch(/ · /);
  });
});

describe('doctor', () => {
  test('finds nothing wrong with a whole atlas', async () => {
    const { code, stdout } = await runCli(['doctor', atlas, '--json']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.healthy).toBe(true);
    expect(result.quality.recallAt10).toBeGreaterThanOrEqual(0.99);
    expect(result).toMatchObject({
      index: { recallAt10: result.quality.recallAt10, queries: 200 },
      keywords: { isStored: true, agrees: true },
      calibration: { isStored: true, hasTitles: true, agrees: true },
      advice: ['Nothing is wrong.'],
    });
    expect(result.index.efFor99).toBeLessThanOrEqual(result.index.ef);
  });

  test.each([
    'papers',
    'embeddings',
    'neighbors',
    'projection',
    'placement',
    'regions',
    'membership',
    'keywords',
    'calibration',
    'hnsw',
  ])('names an altered %s file and ends with status 1', async (kind) => {
    const folder = copyAtlas();
    const file = fileOf(folder, kind);
    flipByte(file);
    const { code, stdout } = await runCli(['doctor', folder]);
    expect(code).toBe(1);
    expect(stdout).toContain(file.split('/').at(-1));
  });
});

test('a search in an atlas with a damaged index file gives the same answer', async () => {
  const folder = copyAtlas();
  const whole = await runCli(['search', folder, 'skill discovery', '--mode', 'semantic', '--json']);
  flipByte(fileOf(folder, 'hnsw'));
  const mended = await runCli(['search', folder, 'skill discovery', '--mode', 'semantic', '--json']);
  expect(mended.code).toBe(0);
  expect(JSON.parse(mended.stdout).hits).toEqual(JSON.parse(whole.stdout).hits);
});

describe('export', () => {
  test.each(['jsonl', 'csv', 'bibtex', 'ris'])(
    '%s holds every paper and can be read again',
    async (format) => {
      const folder = makeTemporaryFolder();
      const { code, stdout } = await runCli(['export', atlas, '--format', format]);
      expect(code).toBe(0);
      const again = await runCli(
        ['build', '-', '--format', format, '--out', join(folder, 'x.atlas'), '--json'],
        {
          input: stdout,
        },
      );
      expect(JSON.parse(again.stdout).papers).toBe(209);
    },
  );

  test('zip holds the whole atlas, and is opened as it is', async () => {
    const file = join(makeTemporaryFolder(), 'my.atlas.zip');
    expect((await runCli(['export', atlas, '--format', 'zip', '--out', file])).code).toBe(0);
    const folder = await runCli(['search', atlas, 'skill discovery', '--json']);
    const zip = await runCli(['search', file, 'skill discovery', '--json']);
    expect(zip.stderr).toBe('');
    expect(JSON.parse(zip.stdout).hits).toEqual(JSON.parse(folder.stdout).hits);
    expect((await runCli(['info', file])).stdout).toMatch(/^209 papers/);
  });

  test('a file that is no zip is told from an atlas', async () => {
    const { code, stderr } = await runCli(['info', fileOf(atlas, 'papers')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/papers-[0-9a-f]{16}\.jsonl is no zip/);
  });

  test('npy holds the vectors in row order, as little-endian float32', async () => {
    const file = join(makeTemporaryFolder(), 'vectors.npy');
    const { code, stdout } = await runCli(['export', atlas, '--format', 'npy', '--out', file]);
    expect([code, stdout]).toEqual([0, '']);
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 6).toString('latin1')).toBe('\x93NUMPY');
    const headerLength = bytes.readUInt16LE(8);
    expect((10 + headerLength) % 64).toBe(0);
    expect(bytes.subarray(10, 10 + headerLength).toString()).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(209, 384\), \} *\n$/,
    );
    expect(bytes.subarray(10 + headerLength).equals(readFileSync(fileOf(atlas, 'embeddings')))).toBe(true);
  });

  test('CSV neutralises what a spreadsheet would take for a formula', async () => {
    const folder = makeTemporaryFolder();
    const out = join(folder, 'x.atlas');
    const paper = { id: '1', title: '=HYPERLINK("http://x","click")', abstract: '@SUM(A1)' };
    await runCli(['build', '-', '--format', 'jsonl', '--out', out], { input: `${JSON.stringify(paper)}\n` });
    const { stdout } = await runCli(['export', out, '--format', 'csv']);
    expect(stdout).toContain(`"'=HYPERLINK(""http://x"",""click"")"`);
    expect(stdout).toContain(`'@SUM(A1)`);
  });

  test('a file that cannot be written ends with status 1 and leaves none', async () => {
    const file = join(makeTemporaryFolder(), 'none', 'deep', 'x.csv');
    const { code, stderr } = await runCli(['export', atlas, '--format', 'csv', '--out', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/there is no folder .*deep; make it first \[WRITE_FAILED\]/);
    expect(existsSync(file)).toBe(false);
  });

  test('what is no file is written to and stays what it is', async () => {
    const pipe = join(makeTemporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [{ code, stderr }, read] = await Promise.all([
      runCli(['export', atlas, '--format', 'jsonl', '--out', pipe]),
      text(reader.stdout),
    ]);
    expect([code, read.trim().split('\n').length]).toEqual([0, 209]);
    expect(stderr).toBe(`${pipe}: 209 papers, ${Math.round(Buffer.byteLength(read) / 1000)} kB\n`);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  test('a symbolic link stays one, and the file behind it is written', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'real.csv'), 'old');
    symlinkSync(join(folder, 'real.csv'), join(folder, 'link.csv'));
    expect((await runCli(['export', atlas, '--format', 'csv', '--out', join(folder, 'link.csv')])).code).toBe(
      0,
    );
    expect(lstatSync(join(folder, 'link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toMatch(/^id,title/);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('a folder is not overwritten by a file', async () => {
    const folder = makeTemporaryFolder();
    const { code, stderr } = await runCli(['export', atlas, '--format', 'csv', '--out', folder]);
    expect([code, stderr]).toEqual([
      1,
      `error: ${folder} cannot be written: it is a folder; name a file in it [WRITE_FAILED]\n`,
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('where there is no atlas it is said what there is instead:', () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'x.zip'), 'PK');
  test.each([
    ['doctor', join(folder, 'none'), 'there is no such folder'],
    ['info', folder, 'the folder has no manifest.json'],
    ['doctor', join(folder, 'x.zip'), 'it is a file; an atlas in one zip is unpacked first'],
    ['serve', join(folder, 'x.zip'), 'it is a file; an atlas in one zip is unpacked first'],
  ])('%s %s', async (command, path, why) => {
    const explorer = makeTemporaryFolder();
    writeFileSync(join(explorer, 'index.html'), '<!doctype html><title>Explorer</title>');
    const more = command === 'serve' ? ['--explorer', explorer, '--port', '0'] : [];
    const { code, stderr } = await runCli([command, path, ...more]);
    expect(stderr).toMatch(/^error: no atlas at .* \[ATLAS_NOT_FOUND\]\n$/);
    expect(stderr).toContain(`no atlas at ${path}: ${why}; `);
    expect(code).toBe(1);
  });
});

test('a missing shard is named', async () => {
  const folder = copyAtlas();
  rmSync(fileOf(folder, 'embeddings'));
  const { code, stderr } = await runCli(['search', folder, 'x']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/data\/embeddings-[0-9a-f]{16}\.f32 is missing/);
});

test('a shard of another atlas is refused even under the right name', async () => {
  const folder = copyAtlas();
  copyFileSync(fileOf(folder, 'projection'), fileOf(folder, 'embeddings'));
  const { code, stderr } = await runCli(['similar', folder, 'Invariant Graph Transformer']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/data\/embeddings-[0-9a-f]{16}\.f32/);
});
