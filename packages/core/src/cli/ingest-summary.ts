import type { IngestReport } from '../node.ts';
import { formatPapers } from './summary.ts';

/** Lines of each kind that are shown; all of them stand in the build report. */
const MAX_SHOWN = 5;

/** Tells on stderr what became of the input: what was kept, merged and rejected, with file, line and reason. */
export function printIngestReport(report: IngestReport): void {
  console.error(describeIngest(report));
}

/** The lines of {@link printIngestReport}. */
export function describeIngest(report: IngestReport): string {
  const { kept, merged, duplicates, rejected, withoutAbstract, warnings } = report;
  const parts = [
    formatPapers(kept),
    ...(merged > 0 ? [`${merged} merged`] : []),
    ...(rejected.count > 0 ? [`${rejected.count} rejected`] : []),
    ...(withoutAbstract.count > 0 ? [`${withoutAbstract.count} without an abstract`] : []),
  ];
  const shown = [
    ...take(rejected, 'rejected', ({ file, line, reason }) => `${file}:${line}: rejected: ${reason}`),
    ...take(
      duplicates,
      'duplicates',
      ({ file, line, reason, keptId, action }) =>
        `${file}:${line}: ${action === 'merged' ? 'merged into' : 'looks like'} ${keptId}: ${reason}`,
    ),
    ...take(
      warnings,
      'warnings',
      ({ file, line, message, count }) =>
        `${[file, line].filter((part) => part !== null).join(':') || 'note'}: ${message}${count > 1 ? ` (${count} times)` : ''}`,
    ),
  ];
  return [`read ${parts.join(', ')}`, ...shown.map((line) => `  ${line}`)].join('\n');
}

function take<T>(
  list: { readonly count: number; readonly listed: readonly T[] },
  name: string,
  describe: (note: T) => string,
): string[] {
  const lines = list.listed.slice(0, MAX_SHOWN).map(describe);
  return list.count > lines.length
    ? [...lines, `… ${list.count - lines.length} more ${name}, see the build report`]
    : lines;
}
