import type { Paper } from 'paper-atlas';
import type { FoundPapers } from '../own/found-papers.ts';
import type { PlainError } from '../search/plain-error.ts';

/** A paper of the reading list. The atlas may have it no longer: what is kept here is enough to show and to export it. */
export interface StarredPaper {
  readonly id: string;
  readonly title: string;
  /** When it was starred, in milliseconds since 1970, or a little later: no two papers of a list at once. */
  readonly at: number;
  /** All of it; null until it is known. */
  readonly paper: Paper | null;
}

/** A change that can be undone. */
export interface StarChange {
  readonly removed: readonly StarredPaper[];
  /** Ids. */
  readonly added: readonly string[];
}

/** What a file has of the papers of the atlas. */
export interface MatchedFile {
  readonly found: FoundPapers;
  /** Those that the atlas has, in the order of the file, each once. */
  readonly papers: readonly Paper[];
  /** Those that it does not have. */
  readonly missing: readonly Paper[];
}

/** What became of the last file that was brought. */
export type StarImport =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading'; readonly name: string }
  | { readonly phase: 'failed'; readonly name: string; readonly error: PlainError }
  | {
      readonly phase: 'read';
      readonly name: string;
      readonly file: MatchedFile;
      /** Of its papers that the atlas has: those that were not starred before. */
      readonly added: number;
    };

/** The reading list of the open atlas. No address holds it: it is nobody else's. */
export interface StarsState {
  /** The last starred first, each paper once. */
  readonly list: readonly StarredPaper[];
  /** Whether what the browser keeps has come. */
  readonly isRead: boolean;
  /** Whether it fills the column, or lies beneath what was opened from it. */
  readonly isOpen: boolean;
  /** The last one is undone first. */
  readonly changes: readonly StarChange[];
  readonly brought: StarImport;
  /** Why the browser does not keep the list; it works for as long as the page is open. */
  readonly keepError: PlainError | null;
  /** Whether one has been told of that, and has waved it away. */
  readonly isErrorRead: boolean;
}

export const NO_STARS: StarsState = {
  list: [],
  isRead: false,
  isOpen: false,
  changes: [],
  brought: { phase: 'none' },
  keepError: null,
  isErrorRead: false,
};
