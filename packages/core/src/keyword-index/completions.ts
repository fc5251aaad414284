import { findPrefix, findTerm, type Postings } from './postings.ts';
import { stemWord } from './stemming.ts';

/** A prefix that so many terms begin with is hardly begun: only the most frequent of them count. */
const MAX_COMPLETIONS = 1000;

/**
 * Endings that stemming takes off. One who types them passes beyond the stem: "universit" is in no term, and
 * "university" has the stem `univers`.
 */
const ENDINGS = `
s es ies ed eed ing ings y e er ers al ally ly ance ence able ably ible ibly ability abilities
ibility ant ent ently ement ements ment ments ion ions tion ation ations ational tional ator ators
ate ated ates ating ize izes ized izer izing ization izations ism ity ities ality alities ivity ive
ives iveness ous ously ousness ful fulness ness ic ical ically icity
`
  .trim()
  .split(/\s+/);

/** Positions of the terms that a word which begins like this may have, ascending. `beginning` is folded. */
export function completeWord(beginning: string, postings: Postings): number[] {
  if (beginning === '') return [];
  const { terms, starts } = postings;
  const [from, to] = findPrefix(terms, beginning);
  const found = Array.from({ length: to - from }, (_, i) => from + i);
  const rowsOf = (term: number): number => starts[term + 1]! - starts[term]!;
  const frequent =
    found.length <= MAX_COMPLETIONS
      ? found
      : found.sort((a, b) => rowsOf(b) - rowsOf(a) || a - b).slice(0, MAX_COMPLETIONS);
  return [...new Set([...frequent, ...stemsWithin(beginning, terms)])].sort((a, b) => a - b);
}

/** Terms that some ending of the beginning leads to, and that are shorter than what stands already. */
function stemsWithin(beginning: string, terms: readonly string[]): number[] {
  const found: number[] = [];
  for (const ending of ENDINGS) {
    for (let typed = 1; typed <= ending.length; typed++) {
      if (!beginning.endsWith(ending.slice(0, typed))) continue;
      const stem = stemWord(beginning + ending.slice(typed));
      if (stem.startsWith(beginning)) continue;
      const term = findTerm(terms, stem);
      if (term >= 0) found.push(term);
    }
  }
  return found;
}
