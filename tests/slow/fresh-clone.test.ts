import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { copyProject, type Outcome } from './project-copy.ts';

const project = copyProject();
afterAll(() => project[Symbol.dispose]());

/** Files that tell when install, build, explorer and atlas were last made. */
const MADE = [
  'node_modules/.paper-atlas-install',
  'packages/core/dist/.build-stamp',
  'packages/demo/dist/.build-stamp',
  'out/rationalization.atlas/manifest.json',
];
const timesOfWork = () => MADE.map((file) => statSync(project.path(file)).mtimeMs);

function expectSuccess(name: string, outcome: Outcome): void {
  expect(outcome, `${outcome.stdout}\n${outcome.stderr}`).toMatchObject({ code: 0 });
  console.log(`${name}: ${outcome.seconds.toFixed(1)} s`);
}

test('a fresh clone starts and passes its own check', async () => {
  const outcome = await project.run('npm', ['start', '--', '--check']);
  expectSuccess('cold start', outcome);
  expect(outcome.stdout).toMatch(/^papers +209$/m);
  expect(outcome.stdout).toMatch(/^ {2}5 {2}0\.\d{3} {2}\S/m);
});

test('a second start does nothing again and calls no npx', async () => {
  const before = timesOfWork();
  const PATH = project.shadow('npx', 'echo "npx was called" >&2; exit 1');
  const outcome = await project.run('npm', ['start', '--', '--check'], { env: { PATH } });
  expectSuccess('second start', outcome);
  expect(timesOfWork()).toEqual(before);
});

test('a start without --check serves the explorer until Ctrl-C', async () => {
  const began = performance.now();
  const outcome = await project.run(process.execPath, ['scripts/start.mjs'], {
    onStart(child) {
      child.stderr?.on('data', (text: string) => {
        if (!text.includes('Ctrl-C ends it')) return;
        console.info(`served after ${((performance.now() - began) / 1000).toFixed(1)} s`);
        child.kill('SIGINT');
      });
    },
  });
  expectSuccess('start and Ctrl-C', outcome);
  expect(outcome.stdout).toMatch(/\nhttp:\/\/localhost:\d+\n$/);
});

test('an atlas that was touched is made again, and nothing else', async () => {
  const before = timesOfWork().slice(0, -1);
  const manifest = project.path('out/rationalization.atlas/manifest.json');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.slice(0, text.length / 2));
  const PATH = project.shadow('npx', 'echo "npx was called" >&2; exit 1');
  expectSuccess(
    'start with a torn atlas',
    await project.run('npm', ['start', '--', '--check'], { env: { PATH } }),
  );
  expect(timesOfWork().slice(0, -1)).toEqual(before);
  expect(JSON.parse(readFileSync(manifest, 'utf8'))).toHaveProperty('atlasId');
});
