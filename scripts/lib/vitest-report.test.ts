import { expect, test } from 'vitest';
import { addTallies, formatTally } from './tally.mjs';
import { countTests } from './vitest-report.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('tests are counted by their own outcome', () => {
  const report = {
    testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed')],
  };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test('a file that does not load is one failure', () => {
  const report = { testResults: [file('failed'), file('passed', 'passed')] };
  expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a failing hook beside passing tests is one failure', () => {
  expect(countTests({ testResults: [file('failed', 'passed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test('an exit code that no test explains is one failure', () => {
  expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
  expect(countTests({ testResults: [] }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a run without a report is one failure, whatever its exit code', () => {
  expect(countTests(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countTests(null, 134)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('tallies add up to the line that ends a run', () => {
  const tally = addTallies([
    { passed: 40, failed: 0, skipped: 1 },
    { passed: 2, failed: 3, skipped: 0 },
  ]);
  expect(formatTally(tally)).toBe('42 passed, 3 failed, 1 skipped');
});
