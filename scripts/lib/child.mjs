import { spawn } from 'node:child_process';
import { Interrupted } from './failure.mjs';
import { ROOT } from './paths.mjs';

/** Between asking a child to stop and making it; also for its pipes to end after it. */
const GRACE_MS = 10_000;

/** What is captured stays plain, on a terminal and off it, so that a test sees one environment everywhere. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };

/** @satisfies {Record<string, import('node:child_process').StdioOptions>} */
const STDIO = {
  capture: ['ignore', 'pipe', 'pipe'],
  errors: ['ignore', 'pipe', 'inherit'],
  output: ['ignore', 'inherit', 'inherit'],
  all: ['inherit', 'inherit', 'inherit'],
};

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd] default the repository's root
 * @property {Readonly<Record<string, string>>} [env] added to this process' environment
 * @property {'capture' | 'errors' | 'output' | 'all'} [show] what goes straight to the terminal: nothing (default),
 *   the child's stderr, both streams, or these and the keyboard too; the rest is captured
 * @property {AbortSignal} [signal] stops the child when aborted, also one that does not listen
 * @property {number} [minutes] after which the child is stopped; default no limit
 *
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 when the child died by a signal or could not start
 * @property {string} output what was captured of both streams, as it came
 * @property {string} stdout what was captured of stdout alone
 * @property {number} seconds
 */

/**
 * Runs a program to its end. A signal to this process goes on to the child, is waited for, and then ends
 * this process too (`Interrupted`).
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<Outcome>} also for a program that fails or cannot be started
 */
export function runChild(program, args, { cwd = ROOT, env = {}, show = 'capture', signal, minutes } = {}) {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...(show === 'capture' ? PLAIN : {}), ...env },
    stdio: STDIO[show],
    // npx is a batch file on Windows, which only a shell starts.
    shell: process.platform === 'win32' && program === 'npx',
  });
  let output = '';
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });

  /** @type {NodeJS.Signals | undefined} */
  let received;
  /** @param {NodeJS.Signals} name */
  const pass = (name) => {
    received ??= name;
    // A terminal sends Ctrl-C to the whole group: passing it on would make it two for the child.
    if (name !== 'SIGINT' || !isTerminal()) child.kill(name);
  };
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of signals) process.on(name, pass);

  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const stop = () => {
    child.kill('SIGTERM');
    timers.push(setTimeout(() => child.kill('SIGKILL'), GRACE_MS));
  };
  if (minutes !== undefined) {
    const late = () => {
      output += `\nstopped after ${minutes} minutes, its time limit\n`;
      stop();
    };
    timers.push(setTimeout(late, minutes * 60_000));
  }
  signal?.addEventListener('abort', stop);

  return new Promise((resolve, reject) => {
    /** @param {number} code */
    const finish = (code) => {
      for (const name of signals) process.off(name, pass);
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (received !== undefined) reject(new Interrupted(received));
      else resolve({ code, output, stdout, seconds: (performance.now() - started) / 1000 });
    };
    child.on('error', (error) => {
      output += `${program} could not be started: ${error.message}\n`;
      finish(1);
    });
    // A grandchild may keep the pipes open after the child is gone: what it says then is not waited for.
    child.on('exit', () => {
      const letGo = () => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      };
      timers.push(setTimeout(letGo, GRACE_MS));
    });
    child.on('close', (code, killer) => {
      if (killer !== null) output += `\n${program} was ended by ${killer}\n`;
      finish(code ?? 1);
    });
  });
}

/**
 * Runs a JavaScript file with this very Node, as `runChild` does.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {ChildOptions} [options]
 */
export function runNode(file, args, options) {
  return runChild(process.execPath, [file, ...args], options);
}

function isTerminal() {
  return Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
}
