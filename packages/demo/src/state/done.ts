/** What was done for the reader outside the page, told for a while: nothing on the page would show it. */
export type Done =
  | { readonly what: 'saved'; readonly papers: number; readonly file: string }
  | { readonly what: 'copied'; readonly as: CitationFormat };

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
