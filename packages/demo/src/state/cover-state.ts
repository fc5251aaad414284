import type { Paper } from 'paper-atlas';
import type { PlainError } from '../search/plain-error.ts';
import type { AtlasMap } from './opened-atlas.ts';

/** A bibliography that is held against the open atlas. */
export interface Bibliography {
  /** Of its file. */
  readonly name: string;
  readonly papers: readonly Paper[];
}

/** What the atlas has of it, by rows. */
export interface CoverAnswer {
  /** Entries that are here, of all. */
  readonly found: number;
  readonly entries: number;
  /** Papers of the atlas that they are, ascending. */
  readonly rows: readonly number[];
  /** 1 for each paper of the atlas that is none of them, by row. */
  readonly outside: Uint8Array;
  /** Entries that are not here, in their order. */
  readonly missing: readonly Paper[];
  /** Of each region of the map, in their order. */
  readonly regions: readonly {
    readonly found: number;
    /** What to read next there: the nearest to a paper that was found, `nearest`; null for nothing. */
    readonly next: {
      readonly row: number;
      readonly nearest: number;
      readonly similarity: number;
      readonly percentile: number | null;
    } | null;
  }[];
}

/** A bibliography over the atlas, as far as it is known what is here of it. */
export interface CoverState {
  readonly bibliography: Bibliography;
  readonly answer: CoverAnswer | null;
  /** Whose regions the answer speaks of. */
  readonly map: AtlasMap | null;
  readonly error: PlainError | null;
}
