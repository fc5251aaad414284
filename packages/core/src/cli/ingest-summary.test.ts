import { expect, test } from 'vitest';
import type { IngestReport } from '../node.ts';
import { describeIngest } from './ingest-summary.ts';

const NONE = { count: 0, listed: [] };
const report = (change: Partial<IngestReport>): IngestReport => ({
  sources: [],
  kept: 0,
  merged: 0,
  duplicates: NONE,
  rejected: NONE,
  withoutAbstract: NONE,
  warnings: NONE,
  ...change,
});

test('what was read is told in words that fit its number', () => {
  expect(describeIngest(report({ kept: 1 }))).toBe('read 1 paper');
  expect(describeIngest(report({ kept: 0 }))).toBe('read 0 papers');
  expect(describeIngest(report({ kept: 209, merged: 1, withoutAbstract: { count: 3, listed: [] } }))).toBe(
    'read 209 papers, 1 merged, 3 without an abstract',
  );
});
