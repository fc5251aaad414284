import type { PlainError } from '../search/plain-error.ts';
import type { FoundPapers } from './own-calls.ts';

/** An atlas that this browser keeps. */
export interface KeptAtlas {
  /** Its `atlasId`. */
  readonly id: string;
  readonly name: string;
  readonly papers: number;
  /** Of its zip. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly made: number;
}

/** What is being done with files of one's own; one thing at a time. `name`: what they are called. */
export type OwnWork =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading'; readonly name: string; readonly share: number }
  | { readonly phase: 'read'; readonly name: string; readonly found: FoundPapers }
  | {
      readonly phase: 'making';
      readonly name: string;
      readonly count: number;
      /** What the library calls the stage; `model` while that is being fetched. */
      readonly stage: string;
      readonly done: number;
      readonly total: number;
      /** Of all the work, in [0, 1]. */
      readonly share: number;
      /** Null until it can be told. */
      readonly millisecondsLeft: number | null;
    }
  | { readonly phase: 'opening'; readonly name: string }
  | { readonly phase: 'failed'; readonly name: string; readonly error: PlainError };

/** Papers of one's own: the panel for them, the work on them, and what this browser keeps. */
export interface OwnState {
  readonly isOpen: boolean;
  readonly work: OwnWork;
  /** Newest first; null until it is known. */
  readonly kept: readonly KeptAtlas[] | null;
  /** Why the last atlas could not be kept, or the list not read. */
  readonly keepError: PlainError | null;
  /** The atlas that is shown, when it is one's own. */
  readonly shown: { readonly id: string; readonly name: string } | null;
}

export const NO_OWN: OwnState = {
  isOpen: false,
  work: { phase: 'none' },
  kept: null,
  keepError: null,
  shown: null,
};

export type OwnAction =
  | { readonly type: 'own-toggled'; readonly isOpen: boolean }
  | { readonly type: 'own-work-changed'; readonly work: OwnWork }
  | { readonly type: 'own-kept'; readonly kept: readonly KeptAtlas[]; readonly error: PlainError | null };

/** The state of one's own papers after something has happened. Pure. */
export function reduceOwn(own: OwnState, action: OwnAction): OwnState {
  switch (action.type) {
    case 'own-toggled':
      return closeDone({ ...own, isOpen: action.isOpen });
    case 'own-work-changed':
      return { ...own, work: action.work };
    case 'own-kept':
      return { ...own, kept: action.kept, keepError: action.error };
  }
}

/** What has failed is forgotten when the panel that told of it is closed. */
function closeDone(own: OwnState): OwnState {
  return !own.isOpen && own.work.phase === 'failed' ? { ...own, work: { phase: 'none' } } : own;
}
