import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';

/**
 * The JavaScript file behind a development tool's command: run with `runNode`, it needs no shell and no
 * npx, and works alike on every system.
 *
 * @param {string} packageName such as `vitest`
 * @param {string} [command] when the package's command has another name than the package
 * @returns {string} absolute path
 */
export function toolFile(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', ...packageName.split('/'));
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) {
    throw new Failure(`${packageName} is not installed; delete node_modules and run the command again`);
  }
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
