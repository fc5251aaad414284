import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { copyProject, type RunOptions } from './project-copy.ts';

// One copy through its life: each test starts from where the one before left it.
const project = copyProject();
afterAll(() => project[Symbol.dispose]());

const INSTALL_STAMP = project.path('node_modules/.paper-atlas-install');
const EXTRA_SOURCE = project.path('packages/core/src/math/extra.ts');
const EXTRA_BUILT = project.path('packages/core/dist/math/extra.js');
const version = (options?: RunOptions) =>
  project.run(process.execPath, ['scripts/atlas.mjs', '--version'], options);

test('an install that fails says what was tried and what to do, and leaves no stamp', async () => {
  const PATH = project.shadow('npx', 'echo "getaddrinfo ENOTFOUND" >&2; exit 7');
  const { code, stdout, stderr } = await version({ env: { PATH } });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/ENOTFOUND(.|\n)*exit code 7(.|\n)*npx --yes pnpm@(.|\n)*HTTPS_PROXY/);
  expect(existsSync(INSTALL_STAMP)).toBe(false);
});

test('an install that Ctrl-C ends leaves no stamp', async () => {
  const PATH = project.shadow('npx', 'touch .cache/npx-runs; exec sleep 600');
  const { code, stderr } = await version({
    env: { PATH },
    onStart(child) {
      const timer = setInterval(() => {
        if (!existsSync(project.path('.cache/npx-runs'))) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 50);
    },
  });
  expect(code).toBe(130);
  expect(stderr).toContain('stopped by SIGINT');
  expect(existsSync(INSTALL_STAMP)).toBe(false);
});

test('two first runs at once both end well', async () => {
  const outcomes = await Promise.all([version(), version()]);
  for (const outcome of outcomes) expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  const [first, second] = outcomes.map(({ stdout }) => stdout);
  expect(first).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(second).toBe(first);
});

test('a run with nothing to do says nothing but its result', async () => {
  const PATH = project.shadow('npx', 'exit 7');
  expect(await version({ env: { PATH } })).toMatchObject({ code: 0, stderr: '' });
});

test('wrong usage of the command line keeps its exit code', async () => {
  const outcome = await project.run(process.execPath, ['scripts/atlas.mjs', 'no-such-command']);
  expect(outcome.code).toBe(2);
});

test('a new source is built, and one that is gone leaves nothing behind', async () => {
  writeFileSync(EXTRA_SOURCE, 'export const extra = 1;\n');
  expect(await version()).toMatchObject({ code: 0 });
  expect(existsSync(EXTRA_BUILT)).toBe(true);
  rmSync(EXTRA_SOURCE);
  expect(await version()).toMatchObject({ code: 0 });
  expect(existsSync(EXTRA_BUILT)).toBe(false);
});

test('a built file that was touched is built again', async () => {
  const file = project.path('packages/core/dist/errors.js');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, 'torn');
  expect(await version()).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a source that does not compile is a failure with the compiler’s words, and counts as one in the tests', async () => {
  writeFileSync(EXTRA_SOURCE, 'export const extra: string = 1;\n');
  const outcome = await version();
  expect(outcome).toMatchObject({ code: 1, stdout: '' });
  expect(outcome.stderr).toMatch(/extra\.ts\(1,14\): error TS2322/);
  const tested = await project.run(process.execPath, ['scripts/test.mjs', 'unit', 'run-steps']);
  expect(tested.code).toBe(1);
  expect(tested.stdout).toMatch(/\n\d+ passed, 1 failed, 0 skipped\n$/);
  rmSync(EXTRA_SOURCE);
});

test.each(['start', 'test', 'check', 'dev', 'bench'])(
  'npm run %s refuses what it does not know',
  async (name) => {
    const outcome = await project.run(process.execPath, [`scripts/${name}.mjs`, '--no-such-flag']);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/no-such-flag(.|\n)*npm /);
  },
);

test.each(['start', 'test', 'check', 'dev', 'bench'])('npm run %s explains itself', async (name) => {
  const outcome = await project.run(process.execPath, [`scripts/${name}.mjs`, '--help']);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/^npm /);
});
