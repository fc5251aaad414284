import { element } from '../elements.ts';

/** How a bar is filled. */
export interface BarTint {
  readonly fill: string;
  readonly rim: string;
}

/** The least height of a bar that stands for something, in % of the highest. */
const LEAST = 6;

/** Bars side by side, as high as their numbers. */
export function createBars(numbers: readonly number[], most = Math.max(...numbers)): HTMLElement[] {
  return numbers.map((papers) => {
    const bar = element('span', { class: 'histogram-bar' });
    bar.style.height = papers === 0 ? '0' : `${Math.max(LEAST, (100 * papers) / most)}%`;
    return bar;
  });
}

/** Bars that are only looked at, read aloud as `label`, with what stands at both ends. */
export function createHistogram(
  bars: readonly HTMLElement[],
  label: string,
  [low, high]: readonly [string, string],
): HTMLElement {
  return element(
    'div',
    { class: 'histogram-figure' },
    element('div', { class: 'histogram', attributes: { role: 'img', 'aria-label': label } }, ...bars),
    element(
      'p',
      { class: 'histogram-ends', attributes: { 'aria-hidden': 'true' } },
      element('span', { text: low }),
      element('span', { text: high }),
    ),
  );
}

/** Gives each bar its colour, in place of the accent. */
export function tintBars(bars: readonly HTMLElement[], tintOf: (bar: number) => BarTint): void {
  for (const [at, { style }] of bars.entries()) {
    const { fill, rim } = tintOf(at);
    style.setProperty('--bar-fill', fill);
    style.setProperty('--bar-rim', rim);
  }
}
