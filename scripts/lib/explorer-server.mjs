import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './failure.mjs';
import { CLI } from './paths.mjs';

const START_MS = 30_000;
const STOP_MS = 5_000;

/**
 * @typedef {object} ExplorerServer a process that serves an atlas
 * @property {string} url
 * @property {() => Promise<boolean>} stop as Ctrl-C does; whether it then ended well
 */

/**
 * Starts `paper-atlas serve` and waits until it can be asked.
 *
 * @param {string} atlas
 * @returns {Promise<ExplorerServer>}
 */
export async function startExplorer(atlas) {
  const child = spawn(process.execPath, [CLI, 'serve', atlas, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const timer = setTimeout(end, START_MS);
  const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), exited]);
  clearTimeout(timer);
  if (typeof line !== 'string') throw new Failure(`${output}\nThe explorer could not be served.`);
  return {
    url: JSON.parse(line).url,
    async stop() {
      child.kill('SIGINT');
      const limit = setTimeout(end, STOP_MS);
      const [code] = await exited;
      clearTimeout(limit);
      process.off('exit', end);
      return code === 0;
    },
  };
}
