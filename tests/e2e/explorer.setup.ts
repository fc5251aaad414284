import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { provideChromium } from '../support/chromium.ts';
import { CLI, runCli, SEED } from '../support/cli.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program; null where there is none, and the tests are skipped. */
    readonly chromium: string | null;
    /** Address of the explorer on the atlas of the seed page, as `paper-atlas serve` serves it. */
    readonly explorer: string;
    /** Folder of that atlas: to be read, not changed. */
    readonly seedAtlas: string;
  }
}

/** Builds the atlas of the seed page and serves the explorer on it, once for all browser tests; nothing without a browser. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = provideChromium();
  project.provide('chromium', chromium);
  if (chromium === null) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'explorer-'));
  const seedAtlas = join(folder, 'seed.atlas');
  const { code, stderr } = await runCli(['build', SEED, '--out', seedAtlas]);
  if (code !== 0) throw new Error(`the seed atlas could not be built:\n${stderr}`);
  const { server, url } = await serveAtlas(seedAtlas);
  project.provide('explorer', url);
  project.provide('seedAtlas', seedAtlas);
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Starts `paper-atlas serve` in a process of its own and waits for its address. */
export async function serveAtlas(dir: string): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [CLI, 'serve', dir, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    let complaints = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = /"url":\s*"([^"]+)"/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    server.on('exit', (code) => reject(new Error(`serve ended with ${code}:\n${complaints}`)));
  });
  return { server, url };
}
