import type { PaperCard } from '../papers/paper-card.ts';
import { normalizeTitle } from '../papers/text.ts';
import { arxivIdOf } from './duplicate-evidence.ts';

/** Papers of one key that are compared; there is no end of papers called "Editorial". */
export const MAX_SAME_KEY = 64;

/** What two records of one work are likely to share one of: DOI, arXiv id (an arXiv DOI is one), title without case and signs. */
export function duplicateKeys(paper: PaperCard): string[] {
  const keys: string[] = [];
  if (paper.doi !== null) keys.push(`doi:${paper.doi}`);
  const arxivId = arxivIdOf(paper);
  if (arxivId !== null) keys.push(`arxiv:${arxivId}`);
  const title = normalizeTitle(paper.title);
  if (title !== '') keys.push(`title:${title}`);
  return keys;
}
