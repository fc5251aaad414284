import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from './checks.mjs';
import { runNode } from './child.mjs';
import { CACHE } from './paths.mjs';
import { toolFile } from './tool.mjs';
import { countTests } from './vitest-report.mjs';

/**
 * One project of `vitest.config.ts`.
 *
 * @param {string} project
 * @param {number} minutes time limit; all limits together stay under `.ci/run`'s 90
 * @returns {import('./checks.mjs').Step}
 */
function tests(project, minutes) {
  return {
    name: project,
    async run(extra) {
      const file = join(CACHE, 'tests', `${project}-${process.pid}.json`);
      mkdirSync(join(CACHE, 'tests'), { recursive: true });
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const args = ['run', '--project', project, ...reporters, ...extra];
      const { code, output } = await runNode(toolFile('vitest'), args, { minutes });
      const report = readReport(file);
      rmSync(file, { force: true });
      return { tally: countTests(report, code), output };
    },
  };
}

/**
 * @param {string} file
 * @returns {import('./vitest-report.mjs').VitestReport | null}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // none was written: counted as a failure
  }
}

/** `npm test`, in this order. */
export const TEST_STEPS = [
  ...CHECKS,
  tests('unit', 8),
  tests('contract', 6),
  tests('repo', 4),
  tests('quality', 8),
  tests('cli', 10),
  { ...tests('e2e', 30), needsExplorer: true },
];

/** `npm run test:slow`. */
export const SLOW_STEPS = [tests('slow', 22)];
