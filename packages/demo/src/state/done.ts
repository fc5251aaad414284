import type { PaperDifference } from '../own/paper-difference.ts';
import { type ExplorerState, LIST_STEP } from './state.ts';

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
type CitationFormat = 'plain' | 'bibtex';

/** A citation on its way to the clipboard; one that the browser did not let through is shown, to be copied by hand. */
export interface Citation {
  /** Of the paper. */
  readonly id: string;
  readonly as: CitationFormat;
  /** Null while it is being written. */
  readonly text: string | null;
}

/** What leaves the page, and how much of the list is on it. */
export type DoneAction =
  /** Null: it could not be. */
  | { readonly type: 'list-written'; readonly done: Done | null }
  /** More of the answer, at the end of the list. */
  | { readonly type: 'list-lengthened' }
  | { readonly type: 'citation-asked'; readonly id: string; readonly as: CitationFormat }
  /** Of a paper that may be open no longer; `isCopied` false: the clipboard does not take it. */
  | {
      readonly type: 'citation-written';
      readonly id: string;
      readonly text: string;
      readonly isCopied: boolean;
    }
  | { readonly type: 'own-updated'; readonly name: string; readonly difference: PaperDifference }
  | { readonly type: 'opening-failed' }
  | { readonly type: 'done-told' };

/** The state after something has left the page, or more of a list is wanted on it. Pure. */
export function reduceDone(state: ExplorerState, action: DoneAction): ExplorerState {
  const { citation } = state;
  switch (action.type) {
    case 'list-written':
      return { ...state, saving: null, done: action.done };
    case 'list-lengthened':
      return { ...state, listed: state.listed + LIST_STEP };
    case 'citation-asked':
      return action.id === state.selected
        ? { ...state, citation: { id: action.id, as: action.as, text: null } }
        : state;
    case 'citation-written':
      if (citation === null || citation.id !== action.id) return state;
      return action.isCopied
        ? { ...state, citation: null, done: { what: 'copied', as: citation.as } }
        : { ...state, citation: { ...citation, text: action.text } };
    case 'own-updated':
      return { ...state, done: { what: 'updated', name: action.name, difference: action.difference } };
    case 'opening-failed':
      return {
        ...state,
        ...{ isHelpOpen: false, isAboutOpen: false, isPictureOpen: false },
        ...{ isColourPanelOpen: false, isFilterPanelOpen: false },
        own: { ...state.own, isOpen: false },
        shape: { ...state.shape, isPanelOpen: false },
        done: { what: 'unopened' },
      };
    case 'done-told':
      return state.done === null ? state : { ...state, done: null };
  }
}
