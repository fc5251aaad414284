import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshot, versionIn } from '../../tests/support/atlas-folder.ts';
import { writeSample } from '../../tests/support/sample-atlas.ts';
import { openFolder } from './folder.ts';
import { namesOfFiles } from './folder-state.ts';
import { writeAtlasFolder } from './folder-writer.ts';
import { readManifest } from './manifest.ts';
import { sealJson } from './manifest-seal.ts';

let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'atlas-writer-'));
  dir = join(root, 'my.atlas');
});
afterEach(() => rm(root, { recursive: true }));

const dataFiles = (): Promise<string[]> => readdir(join(dir, 'data'));
const fail = async (): Promise<never> => {
  throw new Error('the builder gave up');
};

describe('a damaged atlas', () => {
  test.each([
    ['half a manifest', (text: string) => text.slice(0, text.length / 2), false],
    ['an empty manifest', () => '', false],
    ['a manifest with a wrong count', (text: string) => text.replace('"papers": 10,', '"papers": -1,'), true],
    ['a manifest without kinds', (text: string) => text.replace('"kinds"', '"sorts"'), true],
  ])('is built anew with a warning: %s', async (_, damage, keepsId) => {
    const first = await writeAtlasFolder(dir, writeSample(1));
    const path = join(dir, 'manifest.json');
    // A papers count that is wrong on its own line.
    await writeFile(path, damage(await readFile(path, 'utf8')).replace('"papers": 10\n', '"papers": -1\n'));
    const warnings: string[] = [];
    const second = await writeAtlasFolder(dir, writeSample(2), {
      onWarning: (warning) => warnings.push(warning),
    });
    expect(warnings).toEqual([expect.stringMatching(/damaged and is built anew: .*manifest\.json/)]);
    expect(second.generation).toBe(keepsId ? 2 : 1);
    expect(second.atlasId === first.atlasId).toBe(keepsId);
    expect(await versionIn(dir)).toBe(2);
    // Who may have which file open is not known: all stay until the next commit.
    for (const name of namesOfFiles(first)) await access(join(dir, 'data', name));
    const third = await writeAtlasFolder(dir, writeSample(3));
    expect(new Set(await dataFiles())).toEqual(new Set([...namesOfFiles(second), ...namesOfFiles(third)]));
  });

  test('of a later format is not replaced', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    const { checksum: _, ...manifest } = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'));
    await writeFile(join(dir, 'manifest.json'), sealJson({ ...manifest, format: 2 }));
    const before = await snapshot(dir);
    await expect(writeAtlasFolder(dir, writeSample(2))).rejects.toMatchObject({ code: 'ATLAS_UNSUPPORTED' });
    expect(await snapshot(dir)).toEqual(before);
  });
});

describe('a folder that is no atlas is refused and nothing in it is touched:', () => {
  const FOREIGN: readonly (readonly [what: string, files: Record<string, string>])[] = [
    ['notes', { 'notes.txt': 'mine' }],
    [
      "a web application's manifest",
      { 'manifest.json': '{"name":"app","icons":[]}', 'index.html': '<html>' },
    ],
    ["another program's data", { 'data/measurements.csv': '1,2' }],
    ['a hidden file', { '.git/config': 'x' }],
    ['a damaged manifest beside notes', { 'manifest.json': '{', 'notes.txt': 'mine' }],
    ['a damaged manifest above data', { 'manifest.json': '{', 'data/notes.txt': 'mine' }],
  ];
  test.each(FOREIGN)('%s', async (_, files) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(dir, name, '..'), { recursive: true });
      await writeFile(join(dir, name), text);
    }
    const before = await snapshot(dir);
    await expect(writeAtlasFolder(dir, fail)).rejects.toMatchObject({
      code: 'ATLAS_EXISTS',
      message: expect.stringContaining(dir),
    });
    expect(await snapshot(dir)).toEqual(before);
  });

  test('a file', async () => {
    await writeFile(dir, 'mine');
    await expect(writeAtlasFolder(dir, fail)).rejects.toMatchObject({ code: 'ATLAS_EXISTS' });
    expect(await readFile(dir, 'utf8')).toBe('mine');
  });

  test('but an atlas beside which a person has put a file is one, and the file stays', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    await writeFile(join(dir, 'README.md'), 'mine');
    await writeFile(join(dir, 'data', 'notes.txt'), 'mine');
    for (const version of [2, 3]) await writeAtlasFolder(dir, writeSample(version));
    expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe('mine');
    expect(await readFile(join(dir, 'data', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('but a folder with nothing in it save what a file browser leaves is empty', async () => {
    await mkdir(dir);
    await writeFile(join(dir, '.DS_Store'), '');
    expect((await writeAtlasFolder(dir, writeSample())).generation).toBe(1);
  });
});

describe('what cannot be written is told with its cause:', () => {
  test('a folder below a file', async () => {
    await writeFile(join(root, 'file'), '');
    const error = await writeAtlasFolder(join(root, 'file', 'my.atlas'), fail).catch((caught) => caught);
    expect(['WRITE_FAILED', 'ATLAS_EXISTS']).toContain(error.code);
    expect(error.message).toContain(join(root, 'file'));
  });

  test('a data file where a folder stands in the way', async () => {
    const { kinds } = await writeAtlasFolder(dir, writeSample(1));
    const path = join(dir, 'data', kinds['regions']!.shards[0]!.name);
    await rm(path);
    await mkdir(path);
    await expect(writeAtlasFolder(dir, writeSample(1))).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: expect.stringContaining(path),
      cause: expect.any(Error),
    });
    expect((await readManifest(openFolder(dir))).generation).toBe(1);
  });
});
