import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../math/sha256.ts';
import { openFolder } from './folder.ts';
import type { ShardEntry } from './kind-entry.ts';

const BYTES = Uint8Array.from({ length: 10_000 }, (_, i) => i & 255);
const SHA256 = sha256Hex(BYTES);
const SHARD: ShardEntry = {
  name: `hnsw-${SHA256.slice(0, 16)}.bin`,
  rows: [0, 1],
  bytes: BYTES.length,
  sha256: SHA256,
};

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'atlas-folder-'));
  await mkdir(join(dir, 'data'));
  file = join(dir, 'data', SHARD.name);
  await writeFile(file, BYTES);
});
afterEach(() => rm(dir, { recursive: true }));

describe('a file for native code', () => {
  test('is given by its path once it has been checked', async () => {
    expect(await openFolder(dir).checkFile(SHARD)).toBe(file);
    expect(openFolder(dir).pathOf(SHARD.name)).toBe(file);
  });

  test.each([
    ['truncated', BYTES.slice(0, -1), 'holds 9999 bytes; expected 10000'],
    ['longer', Uint8Array.of(...BYTES, 1), 'holds 10001 bytes; expected 10000'],
    ['changed', BYTES.with(5000, 0), `expected ${SHA256}`],
  ])('is refused when it is %s', async (_, bytes, message) => {
    await writeFile(file, bytes);
    await expect(openFolder(dir).checkFile(SHARD)).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringMatching(new RegExp(`data/${SHARD.name} .*${message}`)),
    });
  });

  test('is refused when it is missing, and when it is none', async () => {
    await rm(file);
    await expect(openFolder(dir).checkFile(SHARD)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    await mkdir(file);
    await expect(openFolder(dir).checkFile(SHARD)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });

  test('has no path outside the folder', () => {
    expect(() => openFolder(dir).pathOf('../x')).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  test('is not checked to its end when the check is stopped', async () => {
    await expect(openFolder(dir).checkFile(SHARD, AbortSignal.abort())).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

describe('what stands where a file should be', () => {
  test('is followed when it is a link', async () => {
    const elsewhere = join(dir, 'elsewhere');
    await writeFile(elsewhere, BYTES);
    await rm(file);
    await symlink(elsewhere, file);
    expect(await openFolder(dir).read(SHARD.name, { maxBytes: 10_000 })).toEqual(BYTES);
  });

  test.skipIf(process.platform === 'win32')('is not waited for when it is a pipe', async () => {
    await rm(file);
    execFileSync('mkfifo', [file]);
    await expect(openFolder(dir).read(SHARD.name, { maxBytes: 10_000 })).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
    });
  });

  test.each(['manifest.json', SHARD.name])('is called missing when it is a folder: %s', async (name) => {
    await rm(file);
    await mkdir(openFolder(dir).pathOf(name));
    const code = name === 'manifest.json' ? 'ATLAS_NOT_FOUND' : 'ATLAS_DAMAGED';
    await expect(openFolder(dir).read(name, { maxBytes: 10 })).rejects.toMatchObject({ code });
  });

  test('is no atlas when the folder is missing or a file', async () => {
    for (const place of [join(dir, 'nowhere'), file])
      await expect(openFolder(place).read('manifest.json', { maxBytes: 10 })).rejects.toMatchObject({
        code: 'ATLAS_NOT_FOUND',
        message: expect.stringContaining(place),
      });
  });
});

test.each([undefined, null, 5, {}, '', new URL('file:///x.atlas')])('%s is no folder', (value) => {
  expect(() => openFolder(value as never)).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('expected the path of its folder'),
    }),
  );
});
