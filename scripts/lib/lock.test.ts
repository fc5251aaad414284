import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.mjs';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-atlas-lock-'));
  path = join(folder, 'deep', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('two runs work one after the other', async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} starts`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(path, work('a')), withLock(path, work('b'))]);
  expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});

test('the lock is given back after a failure', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(path)).toBe(false);
  expect(await withLock(path, async () => readFileSync(path, 'utf8'))).toBe(String(process.pid));
});

test('the lock of a dead process is taken over', async () => {
  await withLock(path, async () => {}); // makes the folder
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(path, String(pid));
  expect(await withLock(path, async () => 'mine')).toBe('mine');
});
