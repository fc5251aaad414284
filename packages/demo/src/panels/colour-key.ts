import { element } from '../elements.ts';
import { type Colouring, colouringOf, colourPalette } from '../state/colouring.ts';
import { themeOf } from '../state/scene.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { colourName, scaleTextOf } from './colour-text.ts';

/** Colours of categories that the short form shows. */
const MAX_DOTS = 5;

/** In a line what the colours of the dots mean: pressed it gives the whole legend. Null where they have none. */
export function createColourKey(state: ExplorerState, open: () => void): HTMLElement | null {
  const colouring = colouringOf(state);
  const { by } = state.colour;
  if (by === null || colouring === null) return null;
  return element(
    'button',
    { class: 'legend-colour', onClick: open },
    element(
      'span',
      { class: 'legend-text' },
      words.colour.chip,
      element('em', { class: 'legend-query', foreign: colourName(by) }),
    ),
    createShort(state, colouring),
  );
}

function createShort(state: ExplorerState, colouring: Colouring): HTMLElement {
  const palette = colourPalette(colouring, state.colour.isInverted, themeOf(state));
  if (colouring.kind === 'categories')
    return element(
      'span',
      { class: 'legend-dots', attributes: { 'aria-hidden': 'true' } },
      ...palette.slice(0, MAX_DOTS).map(createDot),
      palette.length > MAX_DOTS && '…',
    );
  const { stops } = colouring.scale;
  const textOf = scaleTextOf(state);
  const swatch = element('span', { class: 'swatch', attributes: { 'aria-hidden': 'true' } });
  swatch.style.background = `linear-gradient(90deg, ${palette.join(', ')})`;
  return element(
    'span',
    { class: 'scale' },
    element('span', { class: 'scale-end', text: textOf(stops[0]!) }),
    swatch,
    element('span', { class: 'scale-end', text: textOf(stops.at(-1)!) }),
  );
}

function createDot(colour: string): HTMLElement {
  const dot = element('span', { class: 'legend-dot' });
  dot.style.background = colour;
  return dot;
}
