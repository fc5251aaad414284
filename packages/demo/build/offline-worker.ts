import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * Writes the service worker beside the page, as one classic script (not all browsers start one that is a module), with
 * the list of all files of the build and their SHA-256.
 *
 * @param entry the worker's source
 * @param name what it is called in the build
 */
export function offlineWorker(entry: string, name: string): Plugin {
  let outDir = '';
  return {
    name: 'paper-atlas-offline-worker',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      // The list is made when everything else is there.
      order: 'post',
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          logLevel: 'warn',
          define: { __FILES__: JSON.stringify(listFiles(outDir)) },
          build: {
            outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: name } },
          },
        });
      },
    },
  };
}

/** SHA-256 of each file by its path, in the order of the paths; without those whose name begins with a dot. */
function listFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    files.map((file) => [
      relative(folder, file).split(sep).join('/'),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}
