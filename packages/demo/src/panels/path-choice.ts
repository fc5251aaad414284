import { element } from '../elements.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import { pathStartOf } from '../state/path.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const MAX_TITLE = 160;

/** While the end of a path is being chosen: where it begins, what to do, and the way out; above whatever fills the column. */
export function createPathChoice({ dispatch }: PanelContext): Panel {
  const node = element('div', { class: 'path-choice', attributes: { role: 'status' } });
  const cancel = element('button', {
    class: 'judge path-cancel',
    text: words.path.cancel,
    onClick: () => dispatch({ type: 'path-closed' }),
  });
  const render = whenChanged(
    ({ path, atlas, selected }) => [path, atlas, selected],
    (state) => {
      const row = pathStartOf(state);
      node.hidden = row === null;
      if (row === null) return node.replaceChildren();
      const title = titleOf(openAtlasOf(state)!.papers[row]!).slice(0, MAX_TITLE);
      node.replaceChildren(
        element('strong', { foreign: words.path.choosing(title) }),
        element('p', {
          text: state.selected === state.path?.from ? words.path.same : words.path.choose,
        }),
        cancel,
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
