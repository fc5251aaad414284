import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CORE, CORE_DIST, ROOT } from './paths.mjs';

/**
 * What a file of `packages/core/bench` or `packages/demo/bench` exports.
 *
 * @typedef {object} Bench
 * @property {string} question what it measures, as a question
 * @property {boolean} [peers] whether it needs the packages of `bench/peers`
 * @property {boolean} [explorer] whether it needs the built explorer
 * @property {(context: BenchContext) => Promise<unknown>} run gives what `--save` keeps: plain data
 * @property {(result: any) => unknown[]} [listPerformance] lines of README's table, from what `run` gave
 *
 * @typedef {object} BenchContext
 * @property {boolean} quick a smaller run, to see that it works
 * @property {readonly string[]} args the words after `--`
 * @property {(text: string) => void} print
 * @property {string} peersFolder where the peers are installed, to start their processes in
 */

const SOURCE = join(CORE, 'src');

/**
 * Loads TypeScript through Vite. The library itself is taken as built: what is measured is what users run, by
 * Node's own loader, and workers start as they do there.
 *
 * @param {(load: (file: string) => Promise<Bench>) => Promise<void>} use
 */
export async function withBenchRunner(use) {
  const { createServer } = await import('vite');
  const server = await createServer({
    root: ROOT,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    cacheDir: join(ROOT, '.cache', 'vite'),
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    plugins: [{ name: 'library-as-built', enforce: 'pre', resolveId: resolveBuilt }],
  });
  try {
    await use(async (file) => /** @type {Bench} */ (await server.ssrLoadModule(file)));
  } finally {
    await server.close();
  }
}

/**
 * @param {string} source as written in an import
 * @param {string | undefined} importer
 */
function resolveBuilt(source, importer) {
  if (importer === undefined || !source.startsWith('.')) return null;
  const inside = relative(SOURCE, resolve(dirname(importer), source));
  if (inside.startsWith('..')) return null;
  const built = join(CORE_DIST, inside.replace(/\.ts$/, '.js'));
  if (!existsSync(built)) return null;
  return { id: pathToFileURL(built).href, external: true };
}
