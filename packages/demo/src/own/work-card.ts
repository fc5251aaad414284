import { element } from '../elements.ts';
import { type Panel, whenChanged } from '../panels/panel.ts';
import { words } from '../words.ts';
import { busyWorkOf } from './own-state.ts';
import { createWorkProgress } from './work-progress.ts';
import type { Workshop } from './workshop.ts';

/** Over the map while an atlas is made: one can go on with the one that is open. */
export function createWorkCard(workshop: Workshop): Panel {
  const progress = createWorkProgress();
  const kept = element('p', { class: 'quiet', text: words.own.whileKept });
  const stop = element('button', { class: 'plain-button', onClick: () => workshop.cancel() });
  const node = element(
    'aside',
    { class: 'work-card card', attributes: { 'aria-label': words.own.title } },
    progress.node,
    element('p', { class: 'quiet', text: words.own.whileMaking }),
    kept,
    stop,
  );
  const render = whenChanged(
    ({ own }) => [own.work, own.isOpen],
    ({ own }) => {
      const work = busyWorkOf(own);
      node.hidden = own.isOpen || work?.phase !== 'making';
      if (work === null) return;
      progress.update(work);
      kept.hidden = !work.isKept;
      stop.textContent = work.isKept ? words.own.stop : words.own.cancel;
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
