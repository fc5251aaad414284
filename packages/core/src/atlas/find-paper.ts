import { ExplorerError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import { suggestNames } from '../search/suggestions.ts';

const foldTitle = (title: string) => title.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Row of the paper with this id, or, when asked for, this exact title (case and white space do not count).
 *
 * @throws ExplorerError PAPER_NOT_FOUND; `details.suggestions` holds `{ id, title }` of the nearest titles, or of the
 *   papers that share the title.
 */
export function findPaperRow(papers: readonly Paper[], name: string, by: 'id' | 'id or title'): number {
  const row = papers.findIndex(({ id }) => id === name);
  if (row >= 0) return row;
  const titles = papers.map(({ title }) => title);
  const wanted = foldTitle(name);
  const same = titles.flatMap((title, at) => (foldTitle(title) === wanted ? [at] : []));
  if (by === 'id or title' && same.length === 1) return same[0]!;
  const near = same.length > 0 ? same : suggestNames(name, titles);
  const listed = near.map((at) => `\n  ${papers[at]!.id}  ${papers[at]!.title}`).join('');
  const shown = JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
  throw new ExplorerError(
    'PAPER_NOT_FOUND',
    same.length > 1
      ? `${same.length} papers have the title ${shown}; give the id of one:${listed}`
      : `no paper with the ${by} ${shown}${near.length > 0 ? `; the nearest titles are:${listed}` : ''}`,
    { details: { name, suggestions: near.map((at) => ({ id: papers[at]!.id, title: papers[at]!.title })) } },
  );
}
