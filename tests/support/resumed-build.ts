import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('../fixtures/build-progress-child.mjs', import.meta.url));

export interface BuildRun {
  readonly isKilled: boolean;
  /** Papers whose vectors were there when the process ended, as far as it could say so. */
  readonly done: number;
  /** Null when it was killed before it had looked. */
  readonly reused: { readonly resumed: number; readonly unchanged: number; readonly made: number } | null;
  readonly warnings: readonly string[];
}

/** When a build is killed. */
export interface KillMoment {
  /** Texts that it has embedded in this run; 0 means from its first report on. */
  readonly afterTexts: number;
  /** Milliseconds after that. */
  readonly thenMs: number;
}

/** Builds in a process of its own, which is killed at the moment that is given. */
export function runBuildChild(
  input: string,
  out: string,
  moment: KillMoment = { afterTexts: Number.POSITIVE_INFINITY, thenMs: 0 },
): Promise<BuildRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, input, out], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    let first: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const last = /(\d+)\n$/.exec(printed)?.[1];
      if (last !== undefined) first ??= Number(last);
      if (Number(last ?? 0) - (first ?? 0) < moment.afterTexts) return;
      timer ??= setTimeout(() => child.kill('SIGKILL'), moment.thenMs);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL' && code !== 0) return reject(new Error(`the build ended with ${code}`));
      const lines = printed.split('\n').slice(0, -1);
      const reused = lines.find((line) => line.startsWith('{'));
      resolve({
        isKilled: signal === 'SIGKILL',
        done: Number(lines.findLast((line) => /^\d+$/.test(line)) ?? 0),
        reused: reused === undefined ? null : (JSON.parse(reused) as BuildRun['reused']),
        warnings: lines.filter((line) => line.startsWith('warning: ')),
      });
    });
  });
}

/** Manifest and data files of an atlas by name, as text of one character a byte. */
export function filesOfAtlas(folder: string): Record<string, string> {
  const names = ['manifest.json', ...readdirSync(join(folder, 'data')).map((name) => join('data', name))];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
