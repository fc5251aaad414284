import { element, icon } from '../elements.ts';

/** Leads back. */
export const ARROW = 'M14 6L8 12L14 18';

/** The way back, at the top of a panel. */
export function createBackButton(text: string, onClick: () => void): HTMLElement {
  return element(
    'button',
    { class: 'back', onClick },
    icon(ARROW),
    element('span', { class: 'back-text', foreign: text }),
  );
}

/** Says that it leads elsewhere; the button stays the same, and keeps the focus. */
export function nameBackButton(button: HTMLElement, text: string): void {
  button.querySelector('.back-text')!.textContent = text;
}
