import { element } from '../elements.ts';
import { listNameOf } from '../state/asked-with.ts';
import { isPathOpen } from '../state/path.ts';
import { type Panel, whenChanged } from './panel.ts';

/** What the list is of, where the box does not say it. */
export function createListName(): Panel {
  const node = element('h2', { class: 'list-name' });
  const render = whenChanged(
    ({ query, liked, filters, atlas, answer, selected, path, cover, stars, region, lasso }) => [
      query,
      liked,
      filters,
      atlas,
      answer,
      selected,
      path,
      cover,
      stars.isOpen,
      region,
      lasso,
    ],
    (state) => {
      const isCovered =
        [state.selected, state.region, state.lasso, state.cover].some((open) => open !== null) ||
        state.stars.isOpen;
      const isList = !isCovered && !isPathOpen(state);
      const name = isList ? listNameOf(state) : null;
      node.hidden = name === null;
      if (node.textContent !== name) node.textContent = name ?? '';
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
