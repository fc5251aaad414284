import { element } from '../elements.ts';
import type { Done } from '../state/done-state.ts';
import { words } from '../words.ts';
import { type Panel, whenChanged } from './panel.ts';

/** Says for a while what was saved, copied, put away or could not be opened, to the eye and to the ear. */
export function createDoneNote(): Panel {
  const node = element('p', { class: 'done-note', attributes: { role: 'status' } });
  const render = whenChanged(
    ({ done }) => [done],
    ({ done }) => {
      node.textContent = done === null ? '' : textOf(done);
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

function textOf(done: Done): string {
  if (done.what === 'put-away') return words.selection.putAway;
  if (done.what === 'unopened') return words.done.unopened;
  if (done.what === 'updated') return words.own.updated(done.name, done.difference);
  return done.what === 'saved' ? words.done.saved(done.papers, done.file) : words.done.copied[done.as];
}
