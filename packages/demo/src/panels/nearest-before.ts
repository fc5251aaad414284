import { element } from '../elements.ts';
import { newcomerOf } from '../state/novelty.ts';
import { openAtlasOf, selectedRow } from '../state/papers.ts';
import { words } from '../words.ts';
import { createNewcomerBar } from './newcomer-bar.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';

/** The nearest paper that came before the open one; nothing where none did, and until it is known. */
export function createNearestBefore(context: PanelContext): Panel {
  const node = element('section', { class: 'nearest' });
  const render = whenChanged(
    ({ selected, atlas, novelty, calibration }) => [
      selected,
      atlas,
      novelty.phase === 'known' ? novelty : null,
      calibration,
    ],
    (state) => {
      const row = selectedRow(state);
      const newcomer = row === null ? null : newcomerOf(state, row);
      node.hidden = newcomer === null;
      if (newcomer === null) return node.replaceChildren();
      const before = openAtlasOf(state)!.papers[newcomer.nearest]!;
      const list = element('ul', { class: 'nearest-list', attributes: { 'data-list': '' } });
      list.append(
        createPaperEntry(
          context,
          before,
          newcomer.nearest,
          element('span', { class: 'newcomer-fact', text: words.novelty.year(before.year!) }),
          createNewcomerBar(state, newcomer),
        ),
      );
      node.replaceChildren(
        element('h3', { text: words.novelty.paper }),
        element('p', { class: 'quiet', text: words.novelty.among(newcomer.earlier) }),
        list,
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
