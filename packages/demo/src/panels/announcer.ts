import { element } from '../elements.ts';
import { announcementOf, judgementNewsOf } from '../state/announcement.ts';
import { listNameOf } from '../state/asked-with.ts';
import { selectionOf } from '../state/selection.ts';
import { starNewsOf } from '../state/star-news.ts';
import { NO_STARS } from '../state/stars-state.ts';
import type { ExplorerState } from '../state/state.ts';
import { type Panel, whenChanged } from './panel.ts';

/** The live region: reads the paper or region that is open, and what one thinks of it, to those who do not see the map. */
export function createAnnouncer(): Panel {
  const node = element('p', { class: 'unseen', attributes: { 'aria-live': 'polite' } });
  let last: ExplorerState | null = null;
  const render = whenChanged(
    (state) => [
      state.selected,
      state.foundPath,
      state.region,
      selectionOf(state),
      state.atlas,
      listNameOf(state),
      state.liked,
      state.disliked,
    ],
    (state) => {
      const isSamePaper = last !== null && last.selected === state.selected && last.atlas === state.atlas;
      const news = last === null || !isSamePaper ? null : judgementNewsOf(last, state);
      node.textContent = news ?? announcementOf(state);
      last = state;
    },
  );
  let stars = NO_STARS;
  return {
    node,
    update(state) {
      render(state);
      const news = starNewsOf(stars, state.stars);
      stars = state.stars;
      if (news !== null) node.textContent = news;
    },
    destroy: () => node.remove(),
  };
}
