import { element } from '../elements.ts';
import { lassoOfBox } from '../map/lasso-line.ts';
import { framedLasso } from '../state/lasso.ts';
import { framedCountOf } from '../state/selection.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** Over the map while an area is being chosen: how, and the way without drawing. `onTaken`, `onLeft`: where the focus goes. */
export function createAreaCard(
  { dispatch, getWindow }: PanelContext,
  { onTaken, onLeft }: { readonly onTaken: () => void; readonly onLeft: () => void },
): Panel {
  const text = element('p', { class: 'area-text', attributes: { role: 'status' } });
  const takeAll = () => {
    const window = getWindow();
    const lasso = window && lassoOfBox(window);
    if (lasso === null) return;
    dispatch({ type: 'lasso-drawn', lasso });
    onTaken();
  };
  const leave = () => {
    dispatch({ type: 'area-choosing', isOn: false });
    onLeft();
  };
  const node = element(
    'section',
    { class: 'area card', attributes: { 'aria-label': words.area.panel } },
    text,
    element(
      'div',
      { class: 'area-buttons' },
      element('button', { class: 'chip', text: words.area.inView, onClick: takeAll }),
      element('button', { class: 'chip', text: words.area.cancel, onClick: leave }),
    ),
  );
  node.hidden = true;

  const render = whenChanged(
    ({ choosing, atlas, answer }) => [choosing, atlas, answer],
    (state) => {
      node.hidden = state.choosing === null;
      const frame = framedLasso(state);
      text.replaceChildren(
        ...(frame === null
          ? [words.area.draw, element('span', { class: 'with-keys', text: ` ${words.area.keys}` })]
          : [
              element('strong', { text: words.area.framed(framedCountOf(state, frame)) }),
              ` ${words.area.frameKeys}`,
            ]),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
