import './lib/node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { startExplorer } from './lib/explorer-server.mjs';
import { Failure } from './lib/failure.mjs';
import { ROOT } from './lib/paths.mjs';
import { ensureSeedAtlas, SEED_ATLAS } from './lib/seed-atlas.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run pictures

Takes the README's pictures of the explorer on the sample atlas, in light and dark, with an installed Chromium
(CHROMIUM_PATH, or /usr/bin/chromium), into docs/pictures.`;

const QUERY = 'choosing the part of a text that explains a prediction';
const FOLDER = join(ROOT, 'docs', 'pictures');
const THEMES = /** @type {const} */ (['light', 'dark']);

await runCommand(USAGE, async (args) => {
  parseFlags(args, []);
  const log = createStepLog(process.stdout);
  await bootstrap(log);
  await ensureSeedAtlas(log);
  await ensureExplorer(log);
  const { chromium } = await import('playwright-core');
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium
    .launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    .catch((cause) => {
      throw new Failure(
        `no Chromium at ${executablePath} (${cause.message}); install it or set CHROMIUM_PATH`,
      );
    });
  const { url, stop } = await startExplorer(SEED_ATLAS);
  mkdirSync(FOLDER, { recursive: true });
  try {
    for (const theme of THEMES) {
      const viewport = { width: 1280, height: 800 };
      const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(url);
      await page.getByRole('searchbox').fill(QUERY);
      await page.getByRole('radio', { name: 'Hybrid', checked: true }).waitFor({ timeout: 60_000 });
      await page.getByRole('searchbox').blur();
      await page.waitForTimeout(500); // the heat has come to rest
      const path = join(FOLDER, `explorer-${theme}.png`);
      await page.screenshot({ path });
      log.text(path);
      await page.close();
    }
  } finally {
    await browser.close();
    await stop();
  }
  return 0;
});
