import { askedWordsOf, singularOf, wordsOf } from './words.ts';

/** The words of one paper, in the singular. */
export interface PaperWords {
  readonly title: readonly string[];
  readonly abstract: readonly string[];
}

/** A paper with words of a query: how many different ones, and how often they stand in its title and in its abstract. */
interface WordMatch {
  readonly row: number;
  readonly had: number;
  readonly inTitle: number;
  readonly inAbstract: number;
}

export interface WordMatches {
  /** Different words that were asked for; common ones are not. */
  readonly asked: number;
  /** Best first. */
  readonly matches: readonly WordMatch[];
}

export function readPaperWords({ title, abstract }: { title: string; abstract: string }): PaperWords {
  return { title: wordsOf(title).map(singularOf), abstract: wordsOf(abstract).map(singularOf) };
}

/**
 * The papers with all telling words of a query, the last as the beginning of a word; where none has all, those with more
 * than half of them, or with as many as any paper has. Those with more of them come first, then those with more in the
 * title, then with more in the abstract, then by row. A query without a word finds nothing.
 */
export function matchWords(papers: readonly PaperWords[], query: string): WordMatches {
  const { whole, prefix: last } = askedWordsOf(query);
  const prefix = last === null ? null : singularOf(last);
  const asked = new Set(whole);
  if (prefix !== null) asked.add(prefix);
  if (asked.size === 0) return { asked: 0, matches: [] };
  const found: WordMatch[] = [];
  for (const [row, { title, abstract }] of papers.entries()) {
    const missing = new Set(asked);
    const count = (words: readonly string[]): number => {
      let hits = 0;
      for (const word of words) {
        const isPrefixed = prefix !== null && word.startsWith(prefix);
        if (isPrefixed) missing.delete(prefix);
        if (missing.delete(word) || isPrefixed || asked.has(word)) hits++;
      }
      return hits;
    };
    const inTitle = count(title);
    const inAbstract = count(abstract);
    const had = asked.size - missing.size;
    if (had > 0) found.push({ row, had, inTitle, inAbstract });
  }
  const most = found.reduce((best, { had }) => Math.max(best, had), 0);
  const least = most === asked.size ? most : Math.min(most, Math.floor(asked.size / 2) + 1);
  return {
    asked: asked.size,
    matches: found
      .filter(({ had }) => had >= least)
      .sort((a, b) => b.had - a.had || b.inTitle - a.inTitle || b.inAbstract - a.inAbstract || a.row - b.row),
  };
}
