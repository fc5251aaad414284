import type { Progress } from 'paper-atlas';
import type { PlainError } from '../search/plain-error.ts';
import type { FoundPapers } from './found-papers.ts';
import type { PaperDifference } from './paper-difference.ts';

/** An atlas of one's own, as the page speaks of it. */
export interface OwnAtlasName {
  /** Its `atlasId`. */
  readonly id: string;
  /** After the files that it was made of. */
  readonly name: string;
}

/** An atlas that this browser keeps. */
export interface KeptAtlas extends OwnAtlasName {
  readonly papers: number;
  /** Of its zip. */
  readonly bytes: number;
  /** When it was put there, in milliseconds since 1970. */
  readonly made: number;
}

/** Papers of which an atlas was begun in this browser and is not done. */
export interface UnfinishedWork {
  /** What the atlas is to be called: one work a name. */
  readonly name: string;
  readonly papers: number;
  /** When it was begun, in milliseconds since 1970. */
  readonly begun: number;
  /** Papers whose vectors are kept. */
  readonly read: number;
}

/** A kept atlas whose papers those that were read go on with. */
export interface AtlasBefore {
  readonly atlas: KeptAtlas;
  readonly difference: PaperDifference;
}

/** Work that takes its time and can be cancelled. */
export interface BusyWork extends Progress {
  /** Reading files, making an atlas of what they hold, or opening one. */
  readonly phase: 'reading' | 'making' | 'opening';
  /** What the files or the atlas are called. */
  readonly name: string;
  /** Of all the work, in [0, 1]. */
  readonly share: number;
  /** Null until it can be told. */
  readonly millisecondsLeft: number | null;
  /** What is made meanwhile is kept: it can be gone on with. */
  readonly isKept: boolean;
}

/** What is being done with files of one's own; one thing at a time. */
export type OwnWork =
  | { readonly phase: 'none' }
  | BusyWork
  | {
      readonly phase: 'read';
      readonly name: string;
      readonly found: FoundPapers;
      readonly before: AtlasBefore | null;
    }
  | {
      readonly phase: 'failed';
      readonly name: string;
      readonly during: BusyWork['phase'];
      readonly error: PlainError;
    };

/** Papers of one's own: the panel for them, the work on them, and what this browser keeps. */
export interface OwnState {
  readonly isOpen: boolean;
  readonly work: OwnWork;
  /** Newest first; null until it is known. */
  readonly kept: readonly KeptAtlas[] | null;
  /** Newest first. */
  readonly unfinished: readonly UnfinishedWork[];
  /** Why the last atlas could not be kept, removed or saved, or the list not read. */
  readonly keepError: PlainError | null;
  /** The atlas that is shown, when it is one's own. */
  readonly shown: OwnAtlasName | null;
}

export const NO_OWN: OwnState = {
  isOpen: false,
  work: { phase: 'none' },
  kept: null,
  unfinished: [],
  keepError: null,
  shown: null,
};

export type OwnAction =
  | { readonly type: 'own-toggled'; readonly isOpen: boolean }
  | { readonly type: 'own-work-changed'; readonly work: OwnWork }
  | {
      readonly type: 'own-kept';
      readonly kept: readonly KeptAtlas[];
      readonly unfinished: readonly UnfinishedWork[];
      readonly error: PlainError | null;
    };

/** The state of one's own papers after something has happened. Pure; the same object when nothing changes. */
export function reduceOwn(own: OwnState, action: OwnAction): OwnState {
  switch (action.type) {
    case 'own-toggled':
      return own.isOpen === action.isOpen ? own : forgetFailure({ ...own, isOpen: action.isOpen });
    case 'own-work-changed':
      return { ...own, work: action.work };
    case 'own-kept':
      // What went wrong must not stay in a panel that nobody sees.
      return {
        ...own,
        kept: action.kept,
        unfinished: action.unfinished,
        keepError: action.error,
        isOpen: own.isOpen || action.error !== null,
      };
  }
}

/** The work, where it can be cancelled; else null. */
export function busyWorkOf({ work }: OwnState): BusyWork | null {
  return work.phase === 'none' || work.phase === 'read' || work.phase === 'failed' ? null : work;
}

/** What has failed is forgotten when the panel that told of it is closed. */
function forgetFailure(own: OwnState): OwnState {
  return !own.isOpen && own.work.phase === 'failed' ? { ...own, work: { phase: 'none' } } : own;
}
