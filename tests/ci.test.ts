import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'paper-atlas-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `.ci/run` with an npm that answers as told to `npm test` and to `npm run test:slow`. */
function runCi(test: string, slow: string) {
  const npm = join(folder, 'npm');
  writeFileSync(
    npm,
    `#!/bin/sh\necho "ran $* with CI=$CI"\ncase "$*" in\ntest) ${test} ;;\n*) ${slow} ;;\nesac\n`,
  );
  chmodSync(npm, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
  const { status, stdout } = spawnSync('bash', [join(import.meta.dirname, '../.ci/run')], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

test('.ci/run runs both, prints both, and sums them in its last line', () => {
  const { status, stdout, last } = runCi(
    'echo "300 passed, 0 failed, 1 skipped"',
    'echo "1 passed, 2 failed, 3 skipped (not the line)"; echo "12 passed, 0 failed, 0 skipped"',
  );
  expect(stdout).toMatch(/ran test with CI=true\n(.|\n)*ran run test:slow with CI=true\n/);
  expect(stdout).toContain('300 passed, 0 failed, 1 skipped\n');
  expect(last).toBe('312 passed, 0 failed, 1 skipped');
  expect(status).toBe(0);
});

test('.ci/run runs the slow tests after a failure, and fails', () => {
  const { status, last } = runCi(
    'echo "9 passed, 2 failed, 0 skipped"; exit 1',
    'echo "1 passed, 0 failed, 0 skipped"',
  );
  expect(last).toBe('10 passed, 2 failed, 0 skipped');
  expect(status).toBe(1);
});

test.each([
  ['a run that breaks off before its line', 'echo "broken"; exit 134'],
  ['a run that ends well without its line', 'echo "nothing"'],
  ['a failing run whose line has no failure', 'echo "0 passed, 0 failed, 0 skipped"; exit 1'],
])('.ci/run counts %s as one failure', (_, command) => {
  const { status, last } = runCi('echo "5 passed, 0 failed, 0 skipped"', command);
  expect(last).toBe('5 passed, 1 failed, 0 skipped');
  expect(status).toBe(1);
});
