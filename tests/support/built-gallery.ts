import { join } from 'node:path';
import { build, loadConfigFromFile } from 'vite';

const DEMO = join(import.meta.dirname, '../../packages/demo');

/** Builds both pages of the gallery into a folder, as the explorer is built, without model and service worker. */
export async function buildGallery(outDir: string): Promise<void> {
  const env = { command: 'build', mode: 'production' } as const;
  const loaded = await loadConfigFromFile(env, join(DEMO, 'vite.config.ts'));
  const input = ['index', 'page'].map((name) => join(DEMO, `gallery/${name}.html`));
  await build({
    ...loaded!.config,
    root: DEMO,
    configFile: false,
    logLevel: 'error',
    plugins: [],
    build: { ...loaded!.config.build, outDir, emptyOutDir: true, rolldownOptions: { input } },
  });
}
