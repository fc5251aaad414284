import type { ModelSpec, Paper, Progress } from 'paper-atlas';
import type { ModelPlace } from '../search/model-place.ts';
import type { PackedAtlas } from '../search/packed-atlas.ts';
import type { FoundPapers } from './found-papers.ts';
import type { PaperDifference } from './paper-difference.ts';

/** An atlas that was opened from a zip or made here. */
export interface OwnAtlas {
  readonly atlas: PackedAtlas;
  /** The `atlasId` of its manifest. */
  readonly id: string;
}

/** What the page asks a worker for papers of one's own. */
export type OwnCalls = {
  /** Reads papers and keeps them in the worker, until `make`. */
  readFiles: { input: { readonly files: readonly File[] }; report: Progress; output: FoundPapers };
  /** The papers that were read. */
  giveRead: { input: null; report: never; output: readonly Paper[] };
  /** How they differ from the papers of an atlas. */
  compareRead: {
    input: { readonly zip: Blob; readonly name: string };
    report: never;
    output: PaperDifference;
  };
  /**
   * Makes and opens an atlas of them, going on from `before`. `model` null: the default one, as it is served. What was made of the
   * unfinished work of this name is taken, and what is made is kept there, where one was begun.
   */
  make: {
    input: ModelPlace & {
      readonly model: ModelSpec | null;
      readonly name: string;
      readonly before: Blob | null;
    };
    report: Progress;
    output: OwnAtlas & { readonly zip: Blob };
  };
  /** `name` stands in messages. */
  openZip: { input: { readonly zip: Blob; readonly name: string }; report: never; output: OwnAtlas };
};
