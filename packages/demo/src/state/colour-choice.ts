import { OWN } from './filters.ts';

/** What the papers are coloured by. Plain data; the atlas may not have it: see `colourKeysOf`. */
export interface ColourChoice {
  /** One of {@link COLOUR_MEASURES}, or the key of a column as in `ColumnFilter`; null: nothing, all papers are alike. */
  readonly by: string | null;
  /** Numbers run the other way: the high ones are dark. False without a choice. */
  readonly isInverted: boolean;
}

/** What every atlas can be coloured by that has it, besides the columns of its papers. */
export const COLOUR_MEASURES = ['region', 'placement', 'closeness', 'novelty'] as const;

export const NO_COLOURING: ColourChoice = { by: null, isInverted: false };

const FIELDS: ReadonlySet<string> = new Set([...COLOUR_MEASURES, 'year', 'venue', 'category', 'author']);
const MAX_KEY = 200;

/** A choice that comes from anywhere, as the state holds it. */
export function cleanColour(by: string | null, isInverted: boolean): ColourChoice {
  if (by === null) return NO_COLOURING;
  const isOwn = by.startsWith(OWN) && by.length > OWN.length && by.length <= MAX_KEY && by.isWellFormed();
  return isOwn || FIELDS.has(by) ? { by, isInverted } : NO_COLOURING;
}
