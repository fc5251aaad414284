import { element, icon } from '../elements.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { titleOf } from '../state/papers.ts';
import { starredIdsOf } from '../state/stars.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import type { PanelContext } from './panel.ts';

export const STAR = 'M12 3.6L14.6 9L20.5 9.8L16.2 13.9L17.3 19.8L12 16.9L6.7 19.8L7.8 13.9L3.5 9.8L9.4 9Z';
const MAX_TITLE = 160;

/** Stars a paper, or takes its star away: what {@link showStars} keeps pressed. */
export function createStarToggle(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  paper: Pick<PaperCard, 'id' | 'title'>,
): HTMLElement {
  const label = words.stars.starOf(titleOf(paper).slice(0, MAX_TITLE));
  return element(
    'button',
    {
      class: 'star-toggle',
      attributes: {
        'aria-label': label,
        'aria-pressed': 'false',
        title: words.stars.star,
        'data-star': paper.id,
      },
      onClick: () => dispatch({ type: 'paper-starred', id: paper.id, at: Date.now() }),
    },
    icon(STAR),
  );
}

/** Says of a paper in a list that it is starred: what {@link showStars} shows and hides. */
export function createStarMark({ id }: Pick<PaperCard, 'id'>): HTMLElement {
  const mark = element(
    'span',
    { class: 'star-mark', attributes: { 'data-star': id } },
    icon(STAR),
    element('span', { class: 'unseen', text: words.stars.mark }),
  );
  mark.hidden = true;
  return mark;
}

/** Shows of everything in `parent` that stands for a paper whether it is starred. Lists are made anew far less often than stars change. */
export function showStars(parent: HTMLElement, { stars }: ExplorerState): void {
  const starred = starredIdsOf(stars.list);
  for (const node of parent.querySelectorAll<HTMLElement>('[data-star]')) {
    const isStarred = starred.has(node.dataset['star']!);
    if (node.hasAttribute('aria-pressed')) {
      const pressed = String(isStarred);
      if (node.getAttribute('aria-pressed') !== pressed) node.setAttribute('aria-pressed', pressed);
    } else if (node.hidden === isStarred) node.hidden = !isStarred;
  }
}
