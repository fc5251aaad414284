import { defineConfig } from 'vitest/config';

const CONDITIONS = ['source', 'module', 'node', 'development|production'];

/** One project a level of test; `scripts/test.mjs` says which run when. */
function project(name: string, include: string[], seconds: number, parallel = true) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      testTimeout: seconds * 1000,
      hookTimeout: seconds * 1000,
      fileParallelism: parallel,
    },
  };
}

export default defineConfig({
  resolve: { conditions: CONDITIONS },
  ssr: { resolve: { conditions: CONDITIONS } },
  test: {
    pool: 'forks',
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], 120),
      project('contract', ['packages/core/tests/contracts/**/*.test.ts'], 120),
      project('repo', ['tests/*.test.ts'], 120),
      project('quality', ['tests/quality/**/*.test.ts'], 240, false),
      project('cli', ['tests/cli/**/*.test.ts'], 240, false),
      project('slow', ['tests/slow/**/*.test.ts'], 1800, false),
    ],
  },
});
