import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Flags for a browser that runs in a container, asks nobody anything and draws without a GPU. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** An installed Chromium: `$CHROMIUM_PATH`, else the first of its names on the path; null when there is none. */
function findChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const file of [process.env['CHROMIUM_PATH'] ?? '', ...candidates]) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next one.
    }
  }
  return null;
}

/**
 * The browser for the tests: the installed one; else, as root where there is apt-get (Debian, Ubuntu), the `chromium`
 * package is installed. Where neither works: an error with CI=true, else null, and the tests are skipped visibly.
 */
export function provideChromium(): string | null {
  const installed = findChromium();
  if (installed !== null) return installed;
  let reason = 'it is not installed';
  if (process.getuid?.() === 0) {
    try {
      execFileSync('apt-get', ['update'], { stdio: 'pipe' });
      execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: 'pipe' });
      const fresh = findChromium();
      if (fresh !== null) return fresh;
    } catch (error) {
      reason = `apt-get could not install it (${error instanceof Error ? error.message : String(error)})`;
    }
  }
  const message = `no Chromium for the browser tests: ${reason}; install the package "chromium", or set CHROMIUM_PATH to its program`;
  if (process.env['CI']) throw new Error(message);
  console.warn(`\n${message}. They are skipped.\n`);
  return null;
}
