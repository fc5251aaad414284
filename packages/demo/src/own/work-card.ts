import { element } from '../elements.ts';
import { type Panel, whenChanged } from '../panels/panel.ts';
import { words } from '../words.ts';
import { createWorkProgress } from './work-progress.ts';
import type { Workshop } from './workshop.ts';

/** Over the map while an atlas is made: one can go on with the one that is open. */
export function createWorkCard(workshop: Workshop): Panel {
  const body = element('div');
  const node = element(
    'aside',
    { class: 'work-card card', attributes: { 'aria-label': words.own.title } },
    body,
    element('p', { class: 'quiet', text: words.own.whileMaking }),
    element('button', { class: 'plain-button', text: words.own.cancel, onClick: () => workshop.cancel() }),
  );
  const render = whenChanged(
    ({ own }) => [own.work, own.isOpen],
    ({ own: { work, isOpen } }) => {
      node.hidden = work.phase !== 'making' || isOpen;
      if (work.phase === 'making') body.replaceChildren(createWorkProgress(work));
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
