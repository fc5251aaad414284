import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { BusyWork } from './own-state.ts';

/** How far a piece of work has come, and the time that is left: one element that follows it. */
export interface WorkProgress {
  readonly node: HTMLElement;
  update(work: BusyWork): void;
}

export function createWorkProgress(): WorkProgress {
  const name = element('strong', { class: 'work-name', foreign: '' });
  const bar = element('progress', { attributes: { max: '1' } });
  const line = element('p', { class: 'quiet work-line' });
  return {
    node: element('div', { class: 'work' }, name, bar, line),
    update(work) {
      const title = words.own.busy[work.phase](work.name);
      name.textContent = title;
      bar.setAttribute('aria-label', title);
      bar.value = work.share;
      const parts = [words.own.stage(work), words.own.left(work.millisecondsLeft)];
      line.textContent = parts.filter((part) => part !== '').join(' · ');
    },
  };
}
