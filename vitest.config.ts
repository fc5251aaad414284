import { defineConfig } from 'vitest/config';

const CONDITIONS = ['source', 'module', 'node', 'development|production'];

/** One project a level of test; `scripts/test.mjs` says which run when. */
function project(name: string, include: string[], seconds: number, options: object = {}) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      testTimeout: seconds * 1000,
      hookTimeout: seconds * 1000,
      ...options,
    },
  };
}

/** Files that load the model or many processes run one after another; the atlas of the seed is built once for them. */
const HEAVY = { fileParallelism: false };
const WITH_SEED_ATLAS = { ...HEAVY, globalSetup: ['tests/support/seed-atlas.setup.ts'] };

export default defineConfig({
  resolve: { conditions: CONDITIONS },
  ssr: { resolve: { conditions: CONDITIONS } },
  test: {
    pool: 'forks',
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], 120),
      project('contract', ['packages/core/tests/contracts/**/*.test.ts'], 120),
      project('repo', ['tests/*.test.ts'], 120),
      project('quality', ['tests/quality/**/*.test.ts'], 240, WITH_SEED_ATLAS),
      project('cli', ['tests/cli/**/*.test.ts'], 240, WITH_SEED_ATLAS),
      project('e2e', ['tests/e2e/**/*.test.ts'], 120, {
        ...HEAVY,
        globalSetup: ['tests/e2e/explorer.setup.ts'],
        expect: { poll: { timeout: 15_000 } },
      }),
      project('slow', ['tests/slow/**/*.test.ts'], 600, HEAVY),
    ],
  },
});
