import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openFolder } from '../../packages/core/src/store/folder.ts';
import { namesOfFiles } from '../../packages/core/src/store/folder-state.ts';
import { readManifest } from '../../packages/core/src/store/manifest.ts';
import { readArray, readJson } from '../../packages/core/src/store/read-shards.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const CHILD = fileURLToPath(new URL('../fixtures/atlas-build-child.mjs', import.meta.url));

interface Build {
  readonly child: ChildProcess;
  /** `begun` when it has the lock, then `done` or the error. */
  readonly lines: AsyncIterator<string>;
  readonly exit: Promise<unknown>;
}

function startBuild(dir: string, version: number, prefix = 'true'): Build {
  const args = ['-c', `${prefix}; exec "$0" "$@"`, process.execPath, CHILD, dir, String(version)];
  const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, lines, exit: once(child, 'exit') };
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  return (await lines.next()).value ?? '';
}

async function build(dir: string, version: number): Promise<void> {
  const { lines } = startBuild(dir, version);
  expect([await nextLine(lines), await nextLine(lines)]).toEqual(['begun', 'done']);
}

/** Reads every byte of the atlas; the version that all of it is of. */
async function readVersion(dir: string): Promise<number> {
  const files = openFolder(dir);
  const manifest = await readManifest(files, { kinds: ['version', 'embeddings'] });
  const version = (await readJson(files, manifest, 'version')) as number;
  const { data } = await readArray(files, manifest, 'embeddings', { dtype: 'f32', shape: [600, 32] });
  expect(data.every((value, i) => value === version + i)).toBe(true);
  return version;
}

test('a rebuild that is killed at any of 40 moments leaves the old atlas or the new one', async () => {
  const dir = join(makeTemporaryFolder(), 'my.atlas');
  await build(dir, 0);
  const begin = performance.now();
  const { lines } = startBuild(dir, 1);
  await nextLine(lines);
  const writing = performance.now();
  expect(await nextLine(lines)).toBe('done');
  const [startMs, writeMs] = [writing - begin, performance.now() - writing];

  let version = 1;
  let oldOnes = 0;
  for (let moment = 0; moment < 40; moment++) {
    const rebuild = startBuild(dir, version + 1);
    // Some moments lie before the lock is taken, most while files are written, and the last ones after the commit.
    if (moment % 8 === 0) await delay((startMs * moment) / 40);
    else {
      await nextLine(rebuild.lines);
      await delay((writeMs * 1.2 * moment) / 40);
    }
    rebuild.child.kill('SIGKILL');
    await rebuild.exit;
    const found = await readVersion(dir);
    expect([version, version + 1]).toContain(found);
    if (found === version) oldOnes++;
    version = found;
  }
  expect(oldOnes).toBeGreaterThan(0);

  // What the killed ones have left is gone after the next two builds, and the lock of the last is no hindrance.
  await build(dir, 1000);
  const before = await readManifest(openFolder(dir));
  await build(dir, 1001);
  const now = await readManifest(openFolder(dir));
  expect(await readVersion(dir)).toBe(1001);
  expect(readdirSync(dir).sort()).toEqual(['build-report.json', 'data', 'manifest.json']);
  expect(new Set(readdirSync(join(dir, 'data')))).toEqual(
    new Set([...namesOfFiles(before), ...namesOfFiles(now)]),
  );
});

test('of two processes that build into one folder one wins, and the other is told who is building', async () => {
  const dir = join(makeTemporaryFolder(), 'my.atlas');
  for (let round = 0; round < 5; round++) {
    const builds = [1, 2].map((i) => startBuild(dir, round * 10 + i));
    const outputs = await Promise.all(
      builds.map(async ({ child, lines }) => {
        const first = await nextLine(lines);
        return { pid: child.pid, last: first === 'begun' ? await nextLine(lines) : first };
      }),
    );
    const winners = outputs.filter(({ last }) => last === 'done');
    // Two in a row is no conflict: where one ended before the other began, both win.
    expect(winners.length).toBeGreaterThan(0);
    for (const { last } of outputs.filter((output) => !winners.includes(output)))
      expect(last).toMatch(new RegExp(`^ATLAS_LOCKED: .*process ${winners[0]!.pid} on .*`));
    await readVersion(dir);
  }
});

test.skipIf(process.platform === 'win32')(
  'a disk that takes no more leaves the old atlas and nothing of the new',
  async () => {
    const dir = join(makeTemporaryFolder(), 'my.atlas');
    await build(dir, 1);
    const before = readdirSync(dir, { recursive: true }).sort();
    // Shards are of 2,560 bytes, the manifest is longer: the last step fails.
    const { lines } = startBuild(dir, 2, 'ulimit -f 8');
    expect(await nextLine(lines)).toBe('begun');
    expect(await nextLine(lines)).toMatch(/^WRITE_FAILED: could not write .*manifest\.json \(EFBIG/);
    expect(readdirSync(dir, { recursive: true }).sort()).toEqual(before);
    expect(await readVersion(dir)).toBe(1);
  },
);
