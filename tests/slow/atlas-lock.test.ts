import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const CHILD = fileURLToPath(new URL('../fixtures/atlas-lock-child.mjs', import.meta.url));

interface Answer {
  readonly held?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly entered?: boolean;
  readonly violation?: string;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

async function startChild(): Promise<ChildProcess> {
  const child = fork(CHILD, { execArgv: [] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, message: Record<string, string>): Promise<Answer> {
  child.send(message);
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** What a process leaves that is killed while it holds the lock. */
async function lockOfKilledProcess(path: string): Promise<string> {
  const child = await startChild();
  expect(await ask(child, { command: 'acquire', path })).toEqual({ held: true });
  await kill(child);
  return readFileSync(path, 'utf8');
}

test('a lock that a living process holds is refused in another, and one whose process was killed is taken at once', async () => {
  const path = join(makeTemporaryFolder(), 'build.lock');
  const [holder, other] = [await startChild(), await startChild()];
  expect(await ask(holder, { command: 'acquire', path })).toEqual({ held: true });
  expect(await ask(other, { command: 'acquire', path })).toMatchObject({
    held: false,
    code: 'ATLAS_LOCKED',
    message: expect.stringContaining(`process ${holder.pid}`),
  });
  await kill(holder);
  expect(await ask(other, { command: 'acquire', path })).toEqual({ held: true });
});

test('of processes that find a dead process’ lock at once, exactly one takes it, 100 times', async () => {
  const folder = makeTemporaryFolder();
  const path = join(folder, 'build.lock');
  const dead = await lockOfKilledProcess(path);
  const children = await Promise.all(Array.from({ length: 6 }, startChild));
  for (let round = 0; round < 100; round++) {
    writeFileSync(path, dead);
    const answers = await Promise.all(children.map((child) => ask(child, { command: 'acquire', path })));
    const holder = children[answers.findIndex(({ held }) => held)];
    expect(answers.filter(({ held }) => held)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ATLAS_LOCKED')).toHaveLength(children.length - 1);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(holder?.pid);
    expect(readdirSync(folder)).toEqual(['build.lock']);
    await ask(holder!, { command: 'release' });
  }
});

test('two are never inside at once, while processes are killed at any moment for 8 seconds', async () => {
  const folder = makeTemporaryFolder();
  const path = join(folder, 'build.lock');
  const violations: string[] = [];
  let entered = 0;
  const startLoop = async (): Promise<ChildProcess> => {
    const child = await startChild();
    child.on('message', (answer: Answer) => {
      if (answer.violation !== undefined) violations.push(answer.violation);
      if (answer.entered) entered++;
    });
    child.send({ command: 'loop', path, inside: join(folder, 'inside') });
    return child;
  };
  const children = await Promise.all(Array.from({ length: 4 }, startLoop));
  const end = Date.now() + 8000;
  let kills = 0;
  while (Date.now() < end) {
    await delay(20 + ((kills * 37) % 60));
    const at = kills++ % children.length;
    await kill(children[at]!);
    children[at] = await startLoop();
  }
  for (const child of children) await kill(child);
  expect(violations).toEqual([]);
  expect(entered).toBeGreaterThan(100);
  const last = await startChild();
  expect(await ask(last, { command: 'acquire', path })).toEqual({ held: true });
});
