import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { Interrupted } from './failure.mjs';
import { runSteps } from './run-steps.mjs';
import { createStepLog, formatSeconds } from './step-log.mjs';

function createPage() {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return { log: createStepLog(stream), read: () => text };
}

const step = (name: string, passed: number, failed: number, output = '') => ({
  name,
  run: async () => ({ tally: { passed, failed, skipped: 0 }, output }),
});

test('every step runs, and only failing ones show their output', async () => {
  const { log, read } = createPage();
  const broken = { name: 'broken', run: () => Promise.reject(new Error('no such tool')) };
  const steps = [step('one', 3, 0, 'dull'), broken, step('two', 1, 2, 'expected 4'), step('three', 1, 0)];
  const tally = await runSteps(steps, [], log);
  expect(tally).toEqual({ passed: 5, failed: 3, skipped: 0 });
  const text = read();
  expect(text).toMatch(
    /✓ one .*3 passed\n✗ broken(.|\n)*no such tool(.|\n)*✗ two .*1 passed, 2 failed\n\nexpected 4\n\n✓ three/,
  );
  expect(text).not.toContain('dull');
});

test('Ctrl-C ends all steps', async () => {
  const { log } = createPage();
  const stopped = { name: 'stopped', run: () => Promise.reject(new Interrupted('SIGINT')) };
  await expect(runSteps([stopped, step('never', 1, 0)], [], log)).rejects.toThrow('stopped by SIGINT');
});

test('times are short and never round to 60 seconds', () => {
  expect([0.04, 99.9, 99.96, 119.6, 3599.9].map(formatSeconds)).toEqual([
    '0.0 s',
    '99.9 s',
    '1 min 40 s',
    '2 min 00 s',
    '60 min 00 s',
  ]);
});
