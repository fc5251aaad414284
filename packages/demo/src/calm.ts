/**
 * After so long without a key, ms, comes what would hold up the next list: the warmth of a large map, and texts that have to be
 * read from files. Why a paper is in the list comes a little later, when they are there.
 */
export const CALM_MS = 120;
