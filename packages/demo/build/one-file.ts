import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin, type UserConfig } from 'vite';
import { composePage, type PageParts } from './one-file-page.ts';

export interface OneFileOptions {
  /** The page whose parts are put into one file. */
  readonly page: string;
  /** Its icon, an SVG. */
  readonly icon: string;
  /** The one script, which names the styles too. */
  readonly entry: string;
  /** The module that starts the page's own script as a worker: `startOwnScript`. */
  readonly ownScript: string;
  /** What the page is called in the build. */
  readonly name: string;
  /** What this build shares with that of the explorer. */
  readonly shared: Pick<UserConfig, 'define' | 'resolve'> & { readonly build: { readonly target: string[] } };
}

/**
 * Writes the explorer once more, as one file that needs no server: script, styles, fonts and icon stand in the page, and
 * there is a place for an atlas. The last of the plugins that write into the build: no service worker keeps this page.
 */
export function oneFile(options: OneFileOptions): Plugin {
  let outDir = '';
  return {
    name: 'paper-atlas-one-file',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const parts = { ...(await bundle(options)), icon: readFileSync(options.icon, 'utf8') };
        const file = join(outDir, options.name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, composePage(readFileSync(options.page, 'utf8'), parts));
      },
    },
  };
}

/** All of the explorer's code as one module, with its styles and fonts. */
async function bundle({ entry, ownScript, shared }: OneFileOptions): Promise<Omit<PageParts, 'icon'>> {
  const results = await build({
    configFile: false,
    logLevel: 'warn',
    // What Vite adds to fetch parts of the code asks for these; there are no parts.
    define: { ...shared.define, 'import.meta.resolve': 'undefined', 'import.meta.url': 'undefined' },
    resolve: shared.resolve ?? {},
    plugins: [ownWorkers(ownScript)],
    build: {
      target: shared.build.target,
      write: false,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: entry, output: { format: 'es', codeSplitting: false } },
    },
  });
  const [result] = [results].flat();
  if (result === undefined || !('output' in result)) throw new Error('the page in one file was not built');
  const [script, ...rest] = result.output;
  const others = rest.map((file) => file.fileName);
  const [styles] = rest;
  if (others.length !== 1 || styles?.type !== 'asset' || !styles.fileName.endsWith('.css'))
    throw new Error(`expected one script and its styles, got also ${others.join(', ')}`);
  if (/\bimport\.meta\b/.test(script.code))
    throw new Error('the script asks where it lies, and lies nowhere');
  return { script: script.code, styles: String(styles.source) };
}

/** `new Worker(new URL('./atlas-worker.ts', import.meta.url), { type: 'module', name: 'atlas' })`, of whatever name. */
const START =
  /new Worker\(\s*new URL\('[./a-z-]*\/([a-z-]+)-worker\.ts', import\.meta\.url\),\s*\{\s*type: 'module',\s*name: '\1',?\s*\}\)/g;

/** Every worker is the page's own script, started under the worker's name. */
function ownWorkers(ownScript: string): Plugin {
  return {
    name: 'paper-atlas-own-workers',
    enforce: 'pre',
    transform(code, file) {
      if (file === ownScript || file.includes('/node_modules/') || !code.includes('new Worker(')) return null;
      const changed = code.replace(START, "startOwnScript('$1')");
      if (changed.includes('new Worker(')) throw new Error(`${file} starts a worker in a way of its own`);
      return { code: `import { startOwnScript } from ${JSON.stringify(ownScript)};\n${changed}`, map: null };
    },
  };
}
