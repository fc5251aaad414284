import { element, icon } from '../elements.ts';
import { hasFarPapers } from '../state/nearest.ts';
import { openAtlasOf } from '../state/papers.ts';
import { words } from '../words.ts';
import { modelWhy } from './model-why.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const PLUS = 'M12 6V18M6 12H18';
const MINUS = 'M6 12H18';
const LASSO =
  'M12 5c4.4 0 8 2.3 8 5.2s-3.6 5.2-8 5.2s-8-2.3-8-5.2S7.600 5 12 5M8.200 14.800c-1.700.6-2.200 2.200-1 3.200c1.200 1 .600 2.300-1 2.300';
const HOME = 'M5 9V5H9M15 5H19V9M19 15V19H15M9 19H5V15';

/** Bottom right: the buttons of the map, and one line on the atlas whose parts explain themselves on hover and focus. */
export function createStatusLine({ zoomBy, lookAt, getWindow, dispatch }: PanelContext): Panel {
  const button = (label: string, path: string, onClick: (event: MouseEvent) => void) =>
    element(
      'button',
      { class: 'icon-button', attributes: { 'aria-label': label, title: label }, onClick },
      icon(path),
    );
  // Pressed by a key, it shows at once what the keys do.
  const area = button(words.area.open, LASSO, ({ detail }) =>
    dispatch({
      type: 'area-choosing',
      isOn: area.getAttribute('aria-pressed') !== 'true',
      frameIn: detail === 0 ? getWindow() : null,
    }),
  );
  const zoom = element(
    'div',
    { class: 'zoom card', attributes: { role: 'group', 'aria-label': words.menu.label } },
    button(words.menu.zoomIn, PLUS, () => zoomBy(1.6)),
    button(words.menu.zoomOut, MINUS, () => zoomBy(1 / 1.6)),
    button(words.menu.home, HOME, () => lookAt(null)),
    area,
  );
  const line = element('p', { class: 'status card', attributes: { 'aria-label': words.status.label } });
  const node = element('div', { class: 'foot' }, zoom, line);

  const render = whenChanged(
    ({ atlas, shape }) => [atlas, shape.shown],
    (state) => {
      const atlas = openAtlasOf(state);
      const first = state.atlas.phase === 'loading' ? state.atlas.map : null;
      line.hidden = atlas === null && first === null;
      zoom.hidden = atlas?.map == null && first === null;
      if (first !== null)
        line.replaceChildren(
          element('span', { class: 'pulse', text: words.status.coming(first.xy.length / 2) }),
        );
      if (atlas === null) return;
      const { papers, model, keptNeighbors, map } = atlas;
      const parts: (Node | string)[] = [
        element('button', {
          class: 'status-about',
          text: words.papers(papers.length),
          attributes: { title: words.about.menu, 'aria-haspopup': 'dialog' },
          onClick: () => dispatch({ type: 'about-toggled', isOpen: true }),
        }),
        explained(modelWhy(state, model.id), model.id.split('/').at(-1) ?? model.id),
      ];
      const { shown } = state.shape;
      if (map?.isComputed && shown === null) parts.push(explained(words.status.madeWhy, words.status.made));
      else if (map !== null && keptNeighbors !== null && hasFarPapers(atlas)) {
        const [before, share, after] = words.status.kept(keptNeighbors);
        parts.push(explained(words.status.keptWhy, before, element('strong', { text: share }), after));
      }
      if (shown !== null) {
        const { nNeighbors, minDist, seed } = shown;
        parts.push(explained(words.shape.changedWhy(nNeighbors, minDist, seed), words.shape.changed));
      }
      line.replaceChildren(...parts.flatMap((part, at) => (at === 0 ? [part] : [' · ', part])));
    },
  );
  const renderArea = whenChanged(
    ({ choosing, atlas }) => [choosing !== null, atlas],
    (state) => {
      area.hidden = openAtlasOf(state) === null;
      area.setAttribute('aria-pressed', String(state.choosing !== null));
      area.classList.toggle('is-active', state.choosing !== null);
    },
  );
  return {
    node,
    update(state) {
      render(state);
      renderArea(state);
    },
    destroy: () => node.remove(),
  };
}

let explanations = 0;

/** Words with a sentence that appears while they are hovered or focused. */
function explained(why: string, ...text: readonly (string | Node)[]): HTMLElement {
  const id = `why-${explanations++}`;
  return element(
    'span',
    { class: 'explained' },
    element('button', { class: 'explained-word', attributes: { 'aria-describedby': id } }, ...text),
    element('span', { class: 'explanation', foreign: why, attributes: { role: 'tooltip', id } }),
  );
}
