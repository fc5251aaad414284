import { element } from '../elements.ts';
import { shadeOf } from '../map/dot-colours.ts';
import { paletteOf } from '../map/palette.ts';
import { stepOfBar } from '../state/colour-index.ts';
import {
  type ColourEntry,
  type Colouring,
  colourColumnOf,
  colouringOf,
  colourPalette,
} from '../state/colouring.ts';
import { filterOfKey } from '../state/filters.ts';
import { themeOf } from '../state/scene.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { colourName, scaleTextOf } from './colour-text.ts';
import { type BarTint, createBars, createHistogram, tintBars } from './histogram.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createRangeFilter } from './range-filter.ts';

const MAX_NAME = 300;
const { colour } = words;

/** What each colour of the map means; what can be filtered or opened is, when it is pressed. */
export function createColourLegend(context: PanelContext): Panel {
  const node = element('div', { class: 'colour-legend' });
  const body = element('div');
  const without = element('p', { class: 'colour-entry' });
  node.append(body, without);
  /** The part that follows the state by itself. */
  let range: Panel | null = null;
  let tint: ((tintOf: (bar: number) => BarTint) => void) | null = null;

  const make = whenChanged(
    (state) => [colouringOf(state)],
    (state) => {
      const colouring = colouringOf(state);
      range?.destroy();
      range = tint = null;
      body.replaceChildren();
      without.hidden = colouring === null || colouring.without === 0;
      if (colouring?.kind !== 'numbers') return;
      const column = colourColumnOf(state);
      if (column?.kind === 'range') {
        const filter = createRangeFilter(context, column);
        range = filter;
        tint = filter.tint;
        body.append(filter.node);
        // The range says it itself.
        without.hidden = true;
      } else {
        const bars = createBars(colouring.scale.bars);
        tint = (tintOf) => tintBars(bars, tintOf);
        body.append(createScale(colouring, scaleTextOf(state), colourName(state.colour.by!), bars));
      }
    },
  );
  const paint = whenChanged(
    (state) => [
      colouringOf(state),
      state.colour.isInverted,
      themeOf(state),
      state.region,
      filterOfKey(state.filters, state.colour.by ?? '').values.join('\n'),
    ],
    (state) => {
      const colouring = colouringOf(state);
      if (colouring === null) return;
      const theme = themeOf(state);
      const palette = colourPalette(colouring, state.colour.isInverted, theme);
      const tintOf = (fill: string): BarTint => ({ fill, rim: shadeOf(fill, theme) });
      if (colouring.kind === 'numbers') {
        const bars = colouring.scale.bars.length;
        tint?.((bar) => tintOf(palette[stepOfBar(bar, bars)]!));
      } else showEntries(state, colouring.entries, (at) => tintOf(palette[at]!));
      const grey = paletteOf(theme).settlementFar;
      const { by } = state.colour;
      const name =
        by === 'region' || by === 'novelty' || by === 'closeness' ? colour.without[by] : colour.without.other;
      without.replaceChildren(
        ...createParts({ name, isForeign: false, papers: colouring.without }, tintOf(grey)),
      );
    },
  );

  function showEntries(
    state: ExplorerState,
    entries: readonly ColourEntry[],
    tintOf: (at: number) => BarTint,
  ): void {
    const focused = [...body.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
    const list = element('ul', { attributes: { 'aria-label': colour.legend } });
    list.append(...entries.map((entry, at) => element('li', {}, createEntry(state, entry, tintOf(at)))));
    body.replaceChildren(list);
    if (focused >= 0) list.querySelectorAll('button')[focused]?.focus();
  }

  function createEntry(
    state: ExplorerState,
    { name, region, papers }: ColourEntry,
    tint: BarTint,
  ): HTMLElement {
    if (name === null)
      return element(
        'span',
        { class: 'colour-entry' },
        ...createParts({ name: colour.other, isForeign: false, papers }, tint),
      );
    const parts = createParts({ name, isForeign: true, papers }, tint);
    const key = state.colour.by!;
    const { values } = filterOfKey(state.filters, key);
    const isPressed = region === null ? values.includes(name) : state.region === region;
    const press = () =>
      region === null
        ? context.dispatch({
            type: 'filter-changed',
            filter: {
              key,
              values: isPressed ? values.filter((value) => value !== name) : [...values, name],
              range: null,
            },
          })
        : context.dispatch({ type: 'region-chosen', region: isPressed ? null : region });
    const label = (region === null ? colour.only : colour.region)(name.slice(0, MAX_NAME), papers);
    return element(
      'button',
      {
        class: 'colour-entry',
        attributes: { 'aria-pressed': String(isPressed), title: label },
        onClick: press,
      },
      ...parts,
    );
  }

  return {
    node,
    update(state) {
      make(state);
      paint(state);
      range?.update(state);
    },
    destroy() {
      range?.destroy();
      node.remove();
    },
  };
}

/** A swatch, its name, its papers. */
function createParts(
  {
    name,
    isForeign,
    papers,
  }: { readonly name: string; readonly isForeign: boolean; readonly papers: number },
  { fill, rim }: BarTint,
): (HTMLElement | string)[] {
  const swatch = element('span', { class: 'colour-swatch', attributes: { 'aria-hidden': 'true' } });
  swatch.style.background = fill;
  swatch.style.borderColor = rim;
  const text = name.slice(0, MAX_NAME);
  return [
    swatch,
    element('span', { class: 'colour-name', ...(isForeign ? { foreign: text } : { text }) }),
    ' ',
    element('span', { class: 'colour-count', text: colour.count(papers) }),
  ];
}

/** The bars of numbers that nothing filters by, and their ends. */
function createScale(
  { scale }: Extract<Colouring, { kind: 'numbers' }>,
  textOf: (stop: number) => string,
  name: string,
  bars: readonly HTMLElement[],
): HTMLElement {
  const { stops, isDiscrete } = scale;
  const parts = scale.bars.flatMap((papers, at) =>
    papers === 0 ? [] : [colour.bar(textOf(stops[at]!), textOf(stops[isDiscrete ? at : at + 1]!), papers)],
  );
  return createHistogram(bars, colour.bars(name, parts), [textOf(stops[0]!), textOf(stops.at(-1)!)]);
}
