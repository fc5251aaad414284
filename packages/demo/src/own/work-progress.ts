import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { OwnWork } from './own-state.ts';

/** How far the making of an atlas has come, and the time that is left. */
export function createWorkProgress(work: Extract<OwnWork, { phase: 'making' }>): HTMLElement {
  const { name, stage, done, total, share, millisecondsLeft } = work;
  const left = words.own.left(millisecondsLeft);
  return element(
    'div',
    { class: 'work' },
    element('strong', { class: 'work-name', foreign: words.own.making(name) }),
    element('progress', {
      attributes: { value: share.toFixed(3), max: '1', 'aria-label': words.own.making(name) },
    }),
    element('p', {
      class: 'quiet work-line',
      text: [words.own.progress(stage, done, total), left].filter((text) => text !== '').join(' · '),
    }),
  );
}
