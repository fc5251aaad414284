import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireLock } from './lock.ts';
import { describeThisProcess, isDead, type LockOwner, readOwner } from './lock-owner.ts';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'atlas-lock-'));
  path = join(dir, 'build.lock');
});
afterEach(() => rm(dir, { recursive: true }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}

async function leaveLock(change: Partial<LockOwner>): Promise<LockOwner> {
  const owner = { ...(await describeThisProcess(crypto.randomUUID())), ...change };
  await writeFile(path, JSON.stringify(owner));
  return owner;
}

const noLinks = async (): Promise<never> => {
  throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
};

describe('a lock', () => {
  test('says who holds it and leaves nothing when it is given back', async () => {
    const lock = await acquireLock(path);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    expect(await readdir(dir)).toEqual(['build.lock']);
    await lock.assertHeld();
    await lock.release();
    await lock.release();
    expect(await readdir(dir)).toEqual([]);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'ATLAS_LOCKED' });
  });

  test('keeps out the same process too', async () => {
    const lock = await acquireLock(path);
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'ATLAS_LOCKED' });
    await lock.release();
    await (await acquireLock(path)).release();
  });

  test('refuses with the file, the process, the host, the time and what to do', async () => {
    const lock = await acquireLock(path);
    const error = await acquireLock(path).catch((caught) => caught);
    expect(error.message).toMatch(
      new RegExp(
        `built by process ${process.pid} on ${hostname()} since \\d{4}-\\d\\d-\\d\\dT.*; wait until .* delete ${path}$`,
      ),
    );
    expect(error.details).toMatchObject({ file: path, pid: process.pid, host: hostname() });
    await lock.release();
  });

  test('is held by one of many that ask at once', async () => {
    for (let round = 0; round < 20; round++) {
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(path)));
      const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(held).toHaveLength(1);
      await held[0]!.release();
      expect(await readdir(dir)).toEqual([]);
    }
  });

  test('works where there are no hard links', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => acquireLock(path, { hardLink: noLinks })),
    );
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(held).toHaveLength(1);
    await held[0]!.release();
    expect(await readdir(dir)).toEqual([]);
  });

  test('cannot be taken in a folder that is not there', async () => {
    await expect(acquireLock(join(dir, 'nowhere', 'build.lock'))).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      cause: expect.objectContaining({ code: 'ENOENT' }),
    });
  });

  test('that is given back does not take the lock of who came after', async () => {
    const lock = await acquireLock(path);
    await rm(path);
    const other = await acquireLock(path);
    await lock.release();
    await other.assertHeld();
    await other.release();
  });
});

describe('the lock of a dead process', () => {
  test('is taken over at once', async () => {
    await leaveLock({ pid: await deadPid() });
    const lock = await acquireLock(path);
    await lock.assertHeld();
    expect(await readdir(dir)).toEqual(['build.lock']);
    await lock.release();
  });

  test('is taken over by one of many', async () => {
    const pid = await deadPid();
    for (let round = 0; round < 20; round++) {
      await leaveLock({ pid });
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(path)));
      const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(held).toHaveLength(1);
      await held[0]!.assertHeld();
      expect(await readdir(dir)).toEqual(['build.lock']);
      await held[0]!.release();
    }
  });

  test('is taken over when whoever took it over died in the middle, twice', async () => {
    const pid = await deadPid();
    const first = await leaveLock({ pid });
    const second = { ...first, id: crypto.randomUUID() };
    const third = { ...first, id: crypto.randomUUID() };
    await writeFile(`${path}.${first.id}`, JSON.stringify(second));
    await writeFile(`${path}.${second.id}`, JSON.stringify(third));
    const lock = await acquireLock(path);
    await lock.assertHeld();
    expect(await readdir(dir)).toEqual(['build.lock']);
    await lock.release();
  });

  test('is left to a living process that is taking it over', async () => {
    const dead = await leaveLock({ pid: await deadPid() });
    const right = await acquireLock(`${path}.${dead.id}`);
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'ATLAS_LOCKED' });
    expect(await readOwner(path)).toEqual(dead);
    await right.release();
  });

  test.runIf(process.platform === 'linux')(
    'is known although its number is another process’ now',
    async () => {
      const owner = await describeThisProcess(crypto.randomUUID());
      expect(await isDead({ ...owner, started: '1' })).toBe(true);
      expect(await isDead({ ...owner, pid: process.ppid, started: '1' })).toBe(true);
      expect(await isDead({ ...owner, started: null })).toBe(false);
      expect(await isDead(owner)).toBe(false);
    },
  );

  test.runIf(process.platform === 'linux')('is known from before the machine was started again', async () => {
    const owner = await describeThisProcess(crypto.randomUUID());
    expect(await isDead({ ...owner, boot: crypto.randomUUID() })).toBe(true);
  });

  test.runIf(process.platform === 'linux')(
    'is known although its parent has not asked after it',
    async () => {
      // The shell's child ends while the shell, become `sleep`, never waits for it.
      const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 30'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [output] = (await once(shell.stdout, 'data')) as [Buffer];
      const pid = Number(String(output).trim());
      const owner = { ...(await describeThisProcess(crypto.randomUUID())), pid, started: null };
      await expect.poll(() => isDead(owner)).toBe(true);
      shell.kill();
      await once(shell, 'exit');
    },
  );
});

describe('a lock that may be held', () => {
  test.each([
    ['another host', { host: 'some-other-host' }],
    ['another container', { pidNamespace: 'pid:[1]' }],
  ])('is left alone when it is of %s, even if there is no such process here', async (_, change) => {
    const owner = await leaveLock({ pid: await deadPid(), ...change });
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: 'ATLAS_LOCKED',
      message: expect.stringContaining(`process ${owner.pid} on ${owner.host} since ${owner.since}`),
    });
    expect(await readOwner(path)).toEqual(owner);
  });

  test.each([
    ['nothing', ''],
    ['half of a lock', '{"id":"0123'],
    ['no lock', '[]'],
    ['process 0', JSON.stringify({ id: crypto.randomUUID(), pid: 0, host: 'h', since: 's' })],
    ['a group of processes', JSON.stringify({ id: crypto.randomUUID(), pid: -1, host: 'h', since: 's' })],
    ['a path as its id', JSON.stringify({ id: '../../x', pid: 1, host: 'h', since: 's' })],
  ])('is left alone when it holds %s', async (_, text) => {
    await writeFile(path, text);
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: 'ATLAS_LOCKED',
      message: expect.stringContaining(`delete that file`),
    });
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(dir)).toEqual(['build.lock']);
  });
});
