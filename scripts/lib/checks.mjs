import { runNode } from './child.mjs';
import { ONE_FAILED, ONE_PASSED } from './tally.mjs';
import { toolFile } from './tool.mjs';

const MINUTES = 3;

/**
 * @typedef {object} StepResult
 * @property {import('./tally.mjs').Tally} tally
 * @property {string} output of the tools, shown when something failed
 *
 * @typedef {object} Step one line of `npm test`
 * @property {string} name
 * @property {(args: readonly string[]) => Promise<StepResult>} run the words after the step's name
 * @property {boolean} [needsExplorer] the built explorer, not only the library
 */

/**
 * A check that is no test: one or more runs of a tool, which count as one together.
 *
 * @param {string} name
 * @param {string} packageName
 * @param {string} command
 * @param {readonly (readonly string[])[]} runs arguments of each
 * @param {string} [cure] what to do about a failure
 * @returns {Step}
 */
function check(name, packageName, command, runs, cure = '') {
  return {
    name,
    async run(extra) {
      let output = '';
      let failed = false;
      for (const args of runs) {
        const outcome = await runNode(toolFile(packageName, command), [...args, ...extra], {
          minutes: MINUTES,
        });
        if (outcome.code === 0) continue;
        failed = true;
        output += `${command} ${args.join(' ')}\n${outcome.output}\n`;
      }
      return { tally: failed ? ONE_FAILED : ONE_PASSED, output: output + cure };
    },
  };
}

/** `style` is format and lint. Type tests (`*.test-d.ts`) belong to the projects that `types` compiles. */
const style = check(
  'style',
  '@biomejs/biome',
  'biome',
  [['ci', '--colors=off', '--error-on-warnings', '.']],
  'To rewrite what can be: npm run check -- --write',
);

/** The same with everything rewritten that can be. */
export const rewriteStyle = check('style', '@biomejs/biome', 'biome', [
  ['check', '--colors=off', '--write', '--error-on-warnings', '.'],
]);

const types = check(
  'types',
  'typescript',
  'tsc',
  [
    'packages/core/tsconfig.json',
    'packages/core/tsconfig.portable.json',
    'packages/demo/tsconfig.json',
    'packages/demo/offline/tsconfig.json',
    'scripts/tsconfig.json',
    'tsconfig.json',
  ].map((project) => ['-p', project]),
);

const knip = check('knip', 'knip', 'knip', [['--no-progress']]);

// By default publint packs with pnpm, which is not on the machine.
const publint = check('publint', 'publint', 'publint', [
  ['run', 'packages/core', '--strict', '--pack', 'npm'],
]);

/** What needs no test to run, in seconds. */
export const CHECKS = [style, types, knip, publint];
