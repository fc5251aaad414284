import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runNode } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { folderNameProblem } from './folder-name.mjs';
import { CORE, DEMO, EXPLORER, MODEL, ROOT } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { toolFile } from './tool.mjs';

const STAMP_NAME = '.build-stamp';

/** Beside `dist`, which it replaces when it is complete. */
const NEXT = join(DEMO, 'dist-next');

/** @returns {boolean} whether the explorer is what the sources make, and was not touched since */
export function isExplorerBuilt() {
  const stamp = readStamp(join(EXPLORER, STAMP_NAME));
  return stamp?.inputs === explorerInputs() && stamp.outputs === explorerOutputs(EXPLORER);
}

/** Builds the explorer from its sources and the library's, into an empty folder that then takes the place of `dist`. */
export async function buildExplorer() {
  const problem = folderNameProblem(ROOT);
  if (problem !== null) throw new Failure(problem);
  const inputs = explorerInputs();
  const args = ['build', '--outDir', 'dist-next', '--emptyOutDir', '--logLevel', 'warn'];
  const { code, output } = await runNode(toolFile('vite'), args, { cwd: DEMO });
  if (code !== 0 || !existsSync(join(NEXT, 'index.html'))) {
    rmSync(NEXT, { recursive: true, force: true });
    throw new Failure(`${output.trimEnd()}\n\nThe explorer was not built (vite ${args.join(' ')}).`);
  }
  writeStamp(join(NEXT, STAMP_NAME), { inputs, outputs: explorerOutputs(NEXT) });
  rmSync(EXPLORER, { recursive: true, force: true });
  renameSync(NEXT, EXPLORER);
}

/** @returns {string} */
function explorerInputs() {
  const made = ['node_modules', 'dist', 'dist-next', '.vite'];
  /** @param {string} name */
  const isSource = (name) => !/\.test(-d)?\.ts$/.test(name);
  const own = listFiles(DEMO, isSource, (name) => !made.includes(name));
  const library = listFiles(join(CORE, 'src'), isSource);
  const rest = ['tsconfig.base.json', 'pnpm-lock.yaml'].map((name) => join(ROOT, name));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'vite', 'package.json'), 'utf8'));
  return fingerprint(ROOT, [...own, ...library, ...rest, join(MODEL, 'SHA256SUMS')], [version]);
}

/** @param {string} folder */
function explorerOutputs(folder) {
  const files = listFiles(folder, (name) => name !== STAMP_NAME);
  return fingerprint(folder, files);
}

/**
 * The files of the explorer that travel with the library: the model has a place of its own in the package.
 *
 * @returns {string[]} paths relative to the built explorer
 */
export function listExplorerFiles() {
  const files = listFiles(EXPLORER, (name) => !name.startsWith('.'));
  const names = files.map((file) => relative(EXPLORER, file));
  return names.filter((name) => !['models', 'atlas'].includes(name.split(sep)[0] ?? ''));
}
