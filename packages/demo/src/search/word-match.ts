import { singularOf, wordsOf } from './words.ts';

/** The words of one paper, in the singular. */
export interface PaperWords {
  readonly title: readonly string[];
  readonly abstract: readonly string[];
}

/** A paper with every word of a query: how often they stand in its title, and in its abstract. */
export interface WordMatch {
  readonly row: number;
  readonly inTitle: number;
  readonly inAbstract: number;
}

export function readPaperWords({ title, abstract }: { title: string; abstract: string }): PaperWords {
  return { title: wordsOf(title).map(singularOf), abstract: wordsOf(abstract).map(singularOf) };
}

/**
 * The papers with all words of a query, the last as the beginning of a word; those with more of them in the title first,
 * then those with more in the abstract, then by row. A query without a word finds nothing.
 */
export function matchWords(papers: readonly PaperWords[], query: string): WordMatch[] {
  const asked = wordsOf(query).map(singularOf);
  const prefix = asked.at(-1);
  if (prefix === undefined) return [];
  const whole = new Set(asked.slice(0, -1));
  const found: WordMatch[] = [];
  for (const [row, { title, abstract }] of papers.entries()) {
    const missing = new Set(whole);
    let isPrefixFound = false;
    const count = (words: readonly string[]): number => {
      let hits = 0;
      for (const word of words) {
        const isPrefixed = word.startsWith(prefix);
        if (isPrefixed) isPrefixFound = true;
        if (missing.delete(word) || isPrefixed || whole.has(word)) hits++;
      }
      return hits;
    };
    const inTitle = count(title);
    const inAbstract = count(abstract);
    if (isPrefixFound && missing.size === 0) found.push({ row, inTitle, inAbstract });
  }
  return found.sort((a, b) => b.inTitle - a.inTitle || b.inAbstract - a.inAbstract || a.row - b.row);
}
