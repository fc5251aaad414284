import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { CORE, ROOT } from './paths.mjs';

const README = join(ROOT, 'README.md');
const [BEGIN, END] = ['<!-- performance: made by `npm run bench -- --table` -->', '<!-- /performance -->'];

/**
 * What README's table of performance has to say by the results that are kept.
 *
 * @param {ReadonlyMap<string, string>} benches name and file
 * @param {(file: string) => Promise<import('./bench-runner.mjs').Bench>} load
 * @returns {Promise<string>} Markdown
 */
export async function renderTable(benches, load) {
  const rows = [];
  for (const [name, file] of benches) {
    const saved = join(dirname(file), 'results', `${name}.json`);
    if (!existsSync(saved)) continue;
    const { listPerformance } = await load(file);
    if (listPerformance) rows.push(...listPerformance(JSON.parse(readFileSync(saved, 'utf8')).result));
  }
  const { renderPerformance } = /** @type {any} */ (await load(join(CORE, 'bench', 'performance.ts')));
  return renderPerformance(rows);
}

/** @param {string} table */
export function writeTable(table) {
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), table));
  return basename(README);
}

/**
 * @param {string} readme
 * @param {string} table
 */
export function withTable(readme, table) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new Failure(`README.md has no place for the table; expected the lines ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
