import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** How a command ended. */
export interface Outcome {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Given the process while it runs, to send it a signal. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** A copy of the project in a temporary folder, as a clone of this working tree would have it: nothing installed. */
export interface ProjectCopy extends Disposable {
  readonly folder: string;
  path(...parts: string[]): string;
  /** Runs a program in the copy to its end. */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Puts an executable shell script into a folder of its own; gives the PATH that finds it first. */
  shadow(command: string, script: string): string;
}

/** Copies what git has and what it would take: committed, changed and new files, none that it ignores. */
export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'paper-atlas-clone-'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  for (const file of new Set(files.split('\0'))) {
    if (file === '' || !existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    run: (program, args, options) => run(folder, program, args, options),
    shadow(command, script) {
      const bin = join(folder, '.cache', `shadow-${command}`);
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, command), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, command), 0o755);
      return `${bin}${delimiter}${process.env['PATH']}`;
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function run(
  cwd: string,
  program: string,
  args: readonly string[],
  { env = {}, onStart }: RunOptions = {},
): Promise<Outcome> {
  const started = performance.now();
  // What npm and vitest set for their own children would make this run another than a user's.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV$|TEST$)/.test(name),
  );
  const child = spawn(program, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout, stderr, seconds: (performance.now() - started) / 1000 }),
    );
  });
}
