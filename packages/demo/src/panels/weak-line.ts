import { element } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import type { Answer } from '../state/state.ts';
import { words } from '../words.ts';

/** The line in a list under which its matches are weak; `isFirst`: there are no others. */
export function createWeakLine({ weakBy }: Answer, isFirst: boolean): HTMLElement {
  const { onlyWeak, weakBelow } = words.search;
  return createListLine((isFirst ? onlyWeak : weakBelow)[weakBy ?? 'closeness']);
}

/** A line in a list that says what follows. */
export function createListLine(text: string): HTMLElement {
  return element('li', { class: 'weak-line' }, element('span', { text }));
}

/** Whether the paper at a place of the answer is one of the weak ones below the line. */
export function isWeakAt(answer: Answer, at: number): boolean {
  return answer.isWeak[at] === 1 && at >= countClose(answer);
}
