import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { CLI, CORE, CORE_DIST, ROOT } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { toolFile } from './tool.mjs';

const STAMP_NAME = '.build-stamp';

/** Beside `dist`, so that the source maps' relative paths still fit after the renaming. */
const NEXT = join(CORE, 'dist-next');

/** @returns {boolean} whether `dist` is what the sources make, and was not touched since */
export function isBuilt() {
  const stamp = readStamp(join(CORE_DIST, STAMP_NAME));
  return stamp?.inputs === buildInputs() && stamp.outputs === buildOutputs(CORE_DIST);
}

/**
 * One hash for the library as built, to know what was made by another one.
 *
 * @returns {string}
 */
export function builtVersion() {
  return readStamp(join(CORE_DIST, STAMP_NAME))?.outputs ?? 'not built';
}

/** Compiles the library into an empty folder that then takes the place of `dist`: nothing stale stays. */
export async function build() {
  const inputs = buildInputs();
  rmSync(NEXT, { recursive: true, force: true });
  const args = ['-p', join(CORE, 'tsconfig.build.json'), '--outDir', NEXT];
  const { code, output } = await runNode(toolFile('typescript', 'tsc'), args);
  if (code !== 0) {
    rmSync(NEXT, { recursive: true, force: true });
    throw new Failure(`${output.trimEnd()}\n\nThe library does not compile (tsc ${args.join(' ')}).`);
  }
  writeStamp(join(NEXT, STAMP_NAME), { inputs, outputs: buildOutputs(NEXT) });
  rmSync(CORE_DIST, { recursive: true, force: true });
  renameSync(NEXT, CORE_DIST);
  if (existsSync(CLI)) chmodSync(CLI, 0o755);
}

/** @returns {string} */
function buildInputs() {
  const sources = listFiles(join(CORE, 'src'), (name) => !/\.test(-d)?\.ts$/.test(name));
  // Declarations of what may not be installed; they make no file, and decide whether the rest compiles.
  const declarations = listFiles(join(CORE, 'types'));
  const configs = [
    join(ROOT, 'tsconfig.base.json'),
    join(CORE, 'tsconfig.build.json'),
    join(CORE, 'package.json'),
  ];
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules', 'typescript', 'package.json'), 'utf8'),
  );
  return fingerprint(ROOT, [...sources, ...declarations, ...configs], [version]);
}

/** @param {string} folder */
function buildOutputs(folder) {
  return fingerprint(
    folder,
    listFiles(folder, (name) => name !== STAMP_NAME),
  );
}
