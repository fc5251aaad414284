import { element } from '../elements.ts';
import { announcementOf } from '../state/announcement.ts';
import { listNameOf } from '../state/asked-with.ts';
import { type Panel, whenChanged } from './panel.ts';

/** The live region: reads the paper or region that is open to those who do not see the map. */
export function createAnnouncer(): Panel {
  const node = element('p', { class: 'unseen', attributes: { 'aria-live': 'polite' } });
  const render = whenChanged(
    (state) => [state.selected, state.foundPath, state.region, state.atlas, listNameOf(state)],
    (state) => {
      node.textContent = announcementOf(state);
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
