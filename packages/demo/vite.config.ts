import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { defineConfig } from 'vite';
import { offlineWorker } from './build/offline-worker.ts';
import { oneFile } from './build/one-file.ts';
import { servedFiles } from './build/served-files.ts';
import { strictPage } from './build/strict-page.ts';
import { OFFLINE_WORKER } from './src/offline/offline-messages.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The runtime comes from the very package that transformers.js was published with. */
function runtimeFolder(): string {
  const core = createRequire(resolve(ROOT, 'packages/core/package.json'));
  const transformers = createRequire(core.resolve('@xenova/transformers'));
  return dirname(transformers.resolve('onnxruntime-web/wasm'));
}

const { version } = JSON.parse(readFileSync(resolve(ROOT, 'packages/core/package.json'), 'utf8'));

/** What the page in one file shares. */
const SHARED = {
  define: { __VERSION__: JSON.stringify(version) },
  resolve: {
    alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' },
    conditions: ['source', 'onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  build: { target: ['chrome123', 'firefox120', 'safari17.5'] },
};
const here = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  define: SHARED.define,
  // Every address in the page is relative, so that the build works under any path of any web server.
  base: './',
  plugins: [
    strictPage(),
    servedFiles([
      { name: 'models', folder: resolve(ROOT, 'data/models'), isBuilt: true },
      {
        name: 'runtime',
        folder: runtimeFolder(),
        files: ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'],
        isBuilt: true,
      },
      ...['inter', 'source-serif-4'].map((font) => ({
        name: `licences/${font}`,
        folder: here(`node_modules/@fontsource/${font}`),
        files: ['LICENSE'],
        isBuilt: true,
      })),
      { name: 'atlas', folder: resolve(ROOT, 'out/rationalization.atlas'), isBuilt: false },
    ]),
    offlineWorker(here('offline/offline-worker.ts'), OFFLINE_WORKER),
    oneFile({
      page: here('index.html'),
      icon: here('public/icon.svg'),
      entry: here('src/one-file/one-file.ts'),
      ownScript: here('src/one-file/own-script.ts'),
      name: 'export/page.html',
      shared: SHARED,
    }),
  ],
  resolve: SHARED.resolve,
  worker: { format: 'es' },
  build: {
    target: SHARED.build.target,
    // A font or picture in a `data:` address would be refused by the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    // What the page needs at first and shares with what comes later is one file: many small ones compress worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, tags: ['$initial'] }] } },
    },
  },
});
