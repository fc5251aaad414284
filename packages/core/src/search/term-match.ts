import { analyze } from '../keyword-index/analyze.ts';
import type { QueryTerm, Token } from '../keyword-index/keyword-index.ts';

/** A place in a text, in UTF-16 units: `text.slice(start, end)`. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** How a word of a query stands in a text. */
interface TermMatch {
  /** Times; of a compound those of the whole where it stands whole, else those of its parts. */
  readonly count: number;
  /** 1 when the word stands there; of a compound of which only parts do, their share. */
  readonly share: number;
  /** Where, in order, without overlap. */
  readonly places: readonly TextPlace[];
}

/** Looks for one word of a query, as the keyword index understood it, among the tokens of a text. */
export type TermMatcher = (tokens: readonly Token[]) => TermMatch;

const NOWHERE: TermMatch = { count: 0, share: 0, places: [] };

export function createTermMatcher({ word, terms }: QueryTerm): TermMatcher {
  const wanted = new Set(terms);
  const own = analyze(word).filter(({ term }) => wanted.has(term));
  const parts = new Set(own.filter(({ span }) => span === 1).map(({ term }) => term));
  const isCompound = own.some(({ span }) => span > 1) && parts.size > 1;
  return (tokens) => {
    const found = tokens.filter(({ term }) => wanted.has(term));
    if (found.length === 0) return NOWHERE;
    const places = mergePlaces(found);
    if (!isCompound) return { count: places.length, share: 1, places };
    const wholes = found.filter(({ term }) => !parts.has(term));
    if (wholes.length > 0) return { count: mergePlaces(wholes).length, share: 1, places };
    const share = new Set(found.map(({ term }) => term)).size / parts.size;
    return { count: places.length, share, places };
  };
}

/** Places in order, those that overlap made one. */
export function mergePlaces(places: readonly TextPlace[]): TextPlace[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || start >= last.end) merged.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return merged;
}
