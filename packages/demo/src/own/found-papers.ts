import type { IngestReport } from 'paper-atlas';

/** What became of the files that were dropped. */
export interface FoundPapers {
  /** Papers that can be used. */
  readonly count: number;
  readonly report: IngestReport;
}
