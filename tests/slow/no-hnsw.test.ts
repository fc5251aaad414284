import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject } from './project-copy.ts';

// A machine without a C++ compiler: hnswlib-node cannot be made, and pnpm, which would otherwise take what it
// compiled for another checkout, has none to take.
const NO_COMPILER = { CC: '/bin/false', CXX: '/bin/false', pnpm_config_side_effects_cache: 'false' };

const project = copyProject();
afterAll(() => project[Symbol.dispose]());

const atlas = (...args: string[]) => project.run(process.execPath, ['scripts/atlas.mjs', ...args]);
const mentions = (text: string) => text.split('\n').filter((line) => line.includes('hnswlib-node')).length;

beforeAll(async () => {
  const installed = await project.run(process.execPath, ['scripts/atlas.mjs', '--version'], {
    env: NO_COMPILER,
  });
  expect(installed, installed.stderr).toMatchObject({ code: 0 });
  expect(mentions(installed.stderr)).toBe(1);
});

test('the install leaves the optional package out and is a complete one', () => {
  expect(existsSync(project.path('packages/core/node_modules/commander'))).toBe(true);
  expect(existsSync(project.path('packages/core/node_modules/hnswlib-node'))).toBe(false);
});

test('an atlas is built on the exact index, which is said once', async () => {
  const built = await atlas('build', 'data/rationalization/page.txt', '--out', 'out/exact.atlas');
  expect(built, built.stderr).toMatchObject({ code: 0 });
  expect(mentions(built.stderr)).toBe(1);
});

test('the atlas is searched on the exact index', async () => {
  const found = await atlas('search', 'out/exact.atlas', 'faithful rationales', '--limit', '5', '--json');
  expect(found, found.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(found.stdout).hits).toHaveLength(5);
  expect(mentions(found.stderr)).toBeLessThanOrEqual(1);
});

test('the doctor finds nothing wrong', async () => {
  const seen = await atlas('doctor', 'out/exact.atlas');
  expect(seen, `${seen.stdout}\n${seen.stderr}`).toMatchObject({ code: 0 });
});
