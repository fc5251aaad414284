import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string | Uint8Array | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** Called with the process as soon as it runs, to send it signals. */
  readonly onStart?: ((child: import('node:child_process').ChildProcess) => void) | undefined;
}

export const CLI = fileURLToPath(new URL('../../packages/core/dist/cli/main.js', import.meta.url));
export const MODEL = fileURLToPath(new URL('../../data/models/Xenova/all-MiniLM-L6-v2', import.meta.url));
export const SEED = fileURLToPath(new URL('../../data/rationalization/page.txt', import.meta.url));

/** Runs the built command line in a real process of its own, to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    // A process that ends without reading its input closes the pipe: no fault of the test.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    options.onStart?.(child);
  });
}
