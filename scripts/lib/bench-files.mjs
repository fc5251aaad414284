import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CORE, DEMO } from './paths.mjs';

/** Of the library and of the explorer. */
const FOLDERS = [join(CORE, 'bench'), join(DEMO, 'bench')];

/** @returns {Map<string, string>} name and file of the benches: those that answer a question; the others are their helpers */
export function listBenches() {
  const files = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const benches = files.filter(
    (file) => file.endsWith('.ts') && /^export const question\b/m.test(readFileSync(file, 'utf8')),
  );
  return new Map(benches.map((file) => [basename(file, '.ts'), file]));
}
