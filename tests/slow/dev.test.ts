import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** Address of the page, once it is printed. Both streams are read to their end: a server whose pipe is closed dies of it. */
async function readAddress(child: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    let output = '';
    const read = (text: string) => {
      output += text;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the address may be printed in colour.
      const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '');
      const address = /Local:\s+(http:\/\/localhost:\d+\/)/.exec(plain)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout!.setEncoding('utf8').on('data', read);
    child.stderr!.setEncoding('utf8').on('data', read);
    child.once('close', () => reject(new Error(`no address was printed:\n${output}`)));
  });
}

/** Ends a process and all that it started, whichever of them are left. */
function killGroup(leader: ChildProcess): void {
  try {
    process.kill(-leader.pid!, 'SIGKILL');
  } catch {
    // none is left
  }
}

test('npm run dev serves the explorer with the sample atlas beside compiler and tests; one Ctrl-C ends all', async () => {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'dev.mjs')], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = once(child, 'exit');
  try {
    const address = await readAddress(child);
    const ask = async (path: string) => await fetch(new URL(path, address));
    expect(await (await ask('')).text()).toContain('src/main.ts');
    expect(await (await ask('atlas/manifest.json')).json()).toMatchObject({ counts: { papers: 209 } });
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
    await expect(ask('')).rejects.toThrow();
  } finally {
    killGroup(child);
  }
}, 120_000);
