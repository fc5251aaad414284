import type { PaperExportFormat } from 'paper-atlas';

/** Which list is saved. */
export type SavedWhat = 'papers' | 'selection' | 'region' | 'reading-list';

/** A list that is to be a file. */
export interface Saving {
  readonly what: SavedWhat;
  /** Of its papers, in its order. */
  readonly ids: readonly string[];
  readonly format: PaperExportFormat;
}
