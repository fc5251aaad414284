import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { CORE, ROOT } from './paths.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';

const STAMP = join(ROOT, 'node_modules', '.paper-atlas-install');

/** @returns {boolean} whether node_modules is what the manifests and the lockfile ask for */
export function isInstalled() {
  const folders = packageFolders().filter(hasDependencies);
  return folders.every((folder) => existsSync(join(folder, 'node_modules'))) && stampFits();
}

/**
 * Installs every package of the workspace with the pinned pnpm, which npx fetches: no pnpm is needed on the
 * machine.
 *
 * @returns {Promise<string>} what a user should know of the result; mostly empty
 */
export async function install() {
  removeStamp(STAMP);
  const args = ['--yes', pinnedPnpm(), 'install', ...installFlags()];
  const { code, output } = await runChild('npx', args);
  if (code !== 0) {
    throw new Failure(
      [
        output.trimEnd(),
        '',
        `The install failed (exit code ${code}). Tried, in ${ROOT}:`,
        `  npx ${args.join(' ')}`,
        'The first install fetches packages from the npm registry, once; afterwards everything runs offline.',
        '- No network here? Run it once where there is one.',
        '- Behind a proxy? Set HTTPS_PROXY, or `npm config set proxy URL` and `npm config set https-proxy URL`.',
        '- A mirror? `npm config set registry URL`.',
      ].join('\n'),
    );
  }
  writeStamp(STAMP, { inputs: installInputs() });
  // pnpm leaves an optional dependency out when it cannot be compiled, and the install is a good one.
  if (existsSync(join(CORE, 'node_modules', 'hnswlib-node'))) return '';
  return 'without hnswlib-node, which needs a C++ compiler: searches use the exact index';
}

/** @returns {string[]} */
function installFlags() {
  const frozen = process.env['CI'] && existsSync(join(ROOT, 'pnpm-lock.yaml'));
  // An interrupted install leaves a folder that pnpm would otherwise ask about, and nobody can answer.
  return [...(frozen ? ['--frozen-lockfile'] : []), '--config.confirm-modules-purge=false'];
}

/** @returns {string} such as `pnpm@12.21.0` */
function pinnedPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return packageManager;
}

/** @returns {boolean} */
function stampFits() {
  return readStamp(STAMP)?.inputs === installInputs();
}

/** @returns {string} */
function installInputs() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'].map((name) => join(ROOT, name));
  for (const folder of packageFolders()) files.push(join(folder, 'package.json'));
  // A compiled package fits one binary interface of Node on one kind of machine.
  return fingerprint(ROOT, files, [process.versions.modules ?? '', process.platform, process.arch]);
}

/**
 * @param {string} folder pnpm gives a package without dependencies no node_modules
 * @returns {boolean}
 */
function hasDependencies(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return kinds.some((kind) => Object.keys(manifest[kind] ?? {}).length > 0);
}

/** @returns {string[]} the root and each folder of `packages/` that has a manifest */
function packageFolders() {
  const packages = join(ROOT, 'packages');
  const folders = readdirSync(packages).map((name) => join(packages, name));
  return [ROOT, ...folders.filter((folder) => existsSync(join(folder, 'package.json')))];
}
