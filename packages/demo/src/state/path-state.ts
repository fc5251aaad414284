/** The two papers of a reading path, by their ids, which differ. The atlas may not have them: see `pathRowsOf`. */
export interface PathEnds {
  readonly from: string;
  /** Null while it is being chosen: the next paper that is opened is the end. */
  readonly to: string | null;
}

interface StepCloseness {
  /** Cosine, in [-1, 1]. */
  readonly similarity: number;
  /** How many of 100 pairs are less close; null where nobody knows. */
  readonly percentile: number | null;
}

/** How to read from one paper to another. */
export interface FoundPath {
  readonly ends: { readonly from: string; readonly to: string };
  /** False: the steps lead to the nearest to the end of all that can be reached. */
  readonly isWhole: boolean;
  /** In reading order, each as close to the one before as it says; the first paper with null. */
  readonly steps: readonly { readonly row: number; readonly closeness: StepCloseness | null }[];
  /** Of the two ends themselves. */
  readonly direct: StepCloseness;
}
