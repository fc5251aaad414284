import { element } from '../elements.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { titleOf } from '../state/papers.ts';
import type { PanelContext } from './panel.ts';
import { pointOut } from './point-out.ts';
import { createStarMark } from './star-toggle.ts';

/** Characters of a title that are put on the page: the rest could not be seen. */
const MAX_TITLE = 300;

/** A paper in a list: its title, and what else is said of it there. Opens it; points it out on the map. */
export function createPaperEntry(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  paper: Pick<PaperCard, 'id' | 'title'>,
  row: number,
  ...more: readonly (HTMLElement | false | null)[]
): HTMLElement {
  const button = element(
    'button',
    {
      class: 'near',
      attributes: { 'data-row': String(row) },
      onClick: () => dispatch({ type: 'paper-selected', id: paper.id }),
    },
    element('span', { class: 'near-title', foreign: titleOf(paper).slice(0, MAX_TITLE) }),
    createStarMark(paper),
    ...more,
  );
  pointOut(button, row, dispatch);
  return element('li', {}, button);
}
