import { addTallies, NOTHING, ONE_FAILED } from './tally.mjs';

/**
 * The part of vitest's JSON report that is counted.
 *
 * @typedef {{ readonly testResults: readonly VitestFile[] }} VitestReport
 * @typedef {{ readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }} VitestFile
 */

/**
 * Counts the tests of a run. What no test stands for counts as one failure: a file that does not load, a
 * failing `afterAll`, an error outside any test, a run that broke off before its report.
 *
 * @param {VitestReport | null} report null when none was written
 * @param {number} exitCode vitest's own
 * @returns {import('./tally.mjs').Tally}
 */
export function countTests(report, exitCode) {
  const counted = addTallies((report?.testResults ?? []).map(countFile));
  const unexplained = counted.failed === 0 && (exitCode !== 0 || report === null);
  return unexplained ? addTallies([counted, ONE_FAILED]) : counted;
}

/**
 * @param {VitestFile} file
 * @returns {import('./tally.mjs').Tally}
 */
function countFile(file) {
  const tests = addTallies(file.assertionResults.map(({ status }) => countOne(status)));
  return file.status === 'failed' && tests.failed === 0 ? addTallies([tests, ONE_FAILED]) : tests;
}

/**
 * @param {string} status
 * @returns {import('./tally.mjs').Tally}
 */
function countOne(status) {
  if (status === 'passed') return { ...NOTHING, passed: 1 };
  if (status === 'failed') return ONE_FAILED;
  return { ...NOTHING, skipped: 1 };
}
