/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Tally
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @type {Tally} */
export const ONE_PASSED = { ...NOTHING, passed: 1 };

/** @type {Tally} */
export const ONE_FAILED = { ...NOTHING, failed: 1 };

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addTallies(tallies) {
  let { passed, failed, skipped } = NOTHING;
  for (const tally of tallies) {
    passed += tally.passed;
    failed += tally.failed;
    skipped += tally.skipped;
  }
  return { passed, failed, skipped };
}

/**
 * The line that ends every test run.
 *
 * @param {Tally} tally
 */
export function formatTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
