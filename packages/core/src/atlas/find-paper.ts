import { ExplorerError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import { paperName } from '../papers/text.ts';
import { suggestNames } from '../search/suggestions.ts';

const foldTitle = (title: string) => title.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Row of the paper with this id, or, when asked for, this exact title (case and white space do not count; of a paper without one, what `paperName` gives).
 *
 * @throws ExplorerError PAPER_NOT_FOUND; `details.suggestions` holds `{ id, title }` of the nearest titles, or of the
 *   papers that share the title.
 */
export function findPaperRow(papers: readonly PaperCard[], name: string, by: 'id' | 'id or title'): number {
  const row = papers.findIndex(({ id }) => id === name);
  if (row >= 0) return row;
  const titles = papers.map(nameOf);
  const wanted = foldTitle(name);
  const same = titles.flatMap((title, at) => (foldTitle(title) === wanted ? [at] : []));
  if (by === 'id or title' && same.length === 1) return same[0]!;
  const near = same.length > 0 ? same : suggestPapers(papers, name, titles);
  const listed = near.map((at) => `\n  ${papers[at]!.id}  ${titles[at]!}`).join('');
  const shown = JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
  throw new ExplorerError(
    'PAPER_NOT_FOUND',
    same.length > 1
      ? `${same.length} papers have the title ${shown}; give the id of one:${listed}`
      : `no paper with the ${by} ${shown}${near.length > 0 ? `; the nearest titles are:${listed}` : ''}`,
    { details: { name, suggestions: near.map((at) => ({ id: papers[at]!.id, title: titles[at]! })) } },
  );
}

/** An id that is mistyped looks like an id, a title like a title: whichever is the more alike comes first. */
function suggestPapers(papers: readonly PaperCard[], name: string, titles: readonly string[]): number[] {
  const byTitle = suggestNames(name, titles);
  if (/\s/.test(name.trim())) return byTitle;
  const ids = papers.map(({ id }) => id);
  return [...new Set([...suggestNames(name, ids), ...byTitle])].slice(0, 3);
}

/** Of a paper without a title the beginning of its abstract, where that is here. */
function nameOf(card: PaperCard | Paper): string {
  return paperName('abstract' in card ? card : { ...card, abstract: '' });
}
