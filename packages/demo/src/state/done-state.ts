import type { PaperDifference } from '../own/paper-difference.ts';

/** What was done, or could not be, for the reader outside the page or besides what was asked for, told for a while: nothing on the page would show it. */
export type Done =
  | { readonly what: 'saved'; readonly papers: number; readonly file: string }
  | { readonly what: 'copied'; readonly as: CitationFormat }
  /** A selection, with the map on which it was drawn. */
  | { readonly what: 'put-away' }
  /** An atlas of one's own that was gone on with. */
  | { readonly what: 'updated'; readonly name: string; readonly difference: PaperDifference }
  /** A panel whose code could not be had. */
  | { readonly what: 'unopened' };

/** One line for people, or an entry for a reference manager. */
export type CitationFormat = 'plain' | 'bibtex';

/** A citation on its way to the clipboard; one that the browser did not let through is shown, to be copied by hand. */
export interface Citation {
  /** Of the paper. */
  readonly id: string;
  readonly as: CitationFormat;
  /** Null while it is being written. */
  readonly text: string | null;
}
