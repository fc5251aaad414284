import type { PaperDifference } from '../own/paper-difference.ts';
import type { CitationFormat, Done } from './done-state.ts';
import { type ExplorerState, LIST_STEP } from './state.ts';

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
