import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The library's package. */
export const CORE = join(ROOT, 'packages', 'core');

/** What `tsc` makes of the library; Node workers and the command line run from here. */
export const CORE_DIST = join(CORE, 'dist');

/** The command line's entry, once built. */
export const CLI = join(CORE_DIST, 'cli', 'main.js');

/** The explorer's package. */
export const DEMO = join(ROOT, 'packages', 'demo');

/** What Vite makes of the explorer; `paper-atlas serve` gives it out. */
export const EXPLORER = join(DEMO, 'dist');

/** The model that travels with the project. */
export const MODEL = join(ROOT, 'data', 'models', 'Xenova', 'all-MiniLM-L6-v2');

/** Scratch of the scripts (locks, test reports); ignored by git. */
export const CACHE = join(ROOT, '.cache');
