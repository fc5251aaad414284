import { element } from '../elements.ts';
import type { FilterableColumn } from '../state/filterable.ts';
import { filterOfKey } from '../state/filters.ts';
import { type NumberScale, rangeOfStops, stopsOfRange } from '../state/number-scale.ts';
import { words } from '../words.ts';
import { columnName } from './filter-text.ts';
import { type BarTint, createBars, tintBars } from './histogram.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

type RangeColumn = Extract<FilterableColumn, { kind: 'range' }>;

/** A pointer that moves less, in CSS pixels, was pressed without a stroke. */
const STROKE = 4;
/** More leaps of a scale are not told. */
const MAX_LEAPS = 3;

/** A panel whose bars may have colours of their own. */
export interface RangeFilter extends Panel {
  tint(tintOf: (bar: number) => BarTint): void;
}

/** A range of a column of numbers: a small histogram that is brushed, and two sliders below it, for fingers and keys. */
export function createRangeFilter({ dispatch }: PanelContext, column: RangeColumn): RangeFilter {
  const { key, scale, without } = column;
  const last = scale.stops.length - 1;
  let ends: readonly [low: number, high: number] = [0, last];
  const bars = createBars(scale.bars);
  const histogram = element('div', { class: 'histogram', attributes: { 'aria-hidden': 'true' } }, ...bars);
  const makeSlider = (label: string) =>
    element('input', {
      class: 'range-slider',
      attributes: { type: 'range', min: '0', max: String(last), step: '1', 'aria-label': label },
    });
  const name = columnName(key);
  const [low, high] = [makeSlider(words.filters.from(name)), makeSlider(words.filters.to(name))];
  const shown = element('span', { class: 'filter-state' });
  const node = element(
    'div',
    { class: 'filter', attributes: { role: 'group', 'aria-label': name } },
    element('p', { class: 'filter-head' }, element('span', { class: 'filter-name', foreign: name }), shown),
    histogram,
    element('div', { class: 'range-sliders' }, low, high),
    ...createLeaps(scale, key),
    without > 0 && element('p', { class: 'quiet', text: words.filters.without1(without, name) }),
  );

  function choose(next: readonly [number, number], isMoving: boolean): void {
    const range = rangeOfStops(scale, next);
    dispatch({ type: 'filter-changed', filter: { key, values: [], range }, isMoving });
  }
  low.oninput = () => choose([Math.min(Number(low.value), ends[1]), ends[1]], true);
  high.oninput = () => choose([ends[0], Math.max(Number(high.value), ends[0])], true);

  let start: number | null = null;
  let pressedAt = 0;
  const shareAt = (clientX: number): number => {
    const { left, width } = histogram.getBoundingClientRect();
    return Math.min(0.9999, Math.max(0, (clientX - left) / width));
  };
  const barAt = (clientX: number): number => Math.floor(shareAt(clientX) * bars.length);
  const stopAt = ({ clientX }: PointerEvent): number =>
    scale.isDiscrete ? barAt(clientX) : Math.round(shareAt(clientX) * last);
  const brush = (event: PointerEvent): void => {
    if (start === null) return;
    const to = stopAt(event);
    // Between two stops there is something; at one of a scale without gaps there is nothing.
    if (!scale.isDiscrete && to === start) return;
    choose([Math.min(start, to), Math.max(start, to)], true);
  };
  histogram.onpointerdown = (event) => {
    histogram.setPointerCapture(event.pointerId);
    start = stopAt(event);
    pressedAt = event.clientX;
    brush(event);
  };
  histogram.onpointermove = brush;
  histogram.onpointerup = ({ clientX }) => {
    // A press without a stroke takes the bar that lies between its two stops.
    if (start !== null && !scale.isDiscrete && Math.abs(clientX - pressedAt) < STROKE) {
      const bar = barAt(clientX);
      choose([bar, bar + 1], false);
    }
    start = null;
  };
  histogram.onpointercancel = () => {
    start = null;
  };

  const render = whenChanged(
    ({ filters }) => [filterOfKey(filters, key).range?.join('..')],
    ({ filters }) => {
      const { range } = filterOfKey(filters, key);
      ends = stopsOfRange(scale, range ?? [null, null]);
      const [from, to] = ends;
      low.value = String(from);
      high.value = String(to);
      low.setAttribute('aria-valuetext', words.filters.number(scale.stops[from]!, key));
      high.setAttribute('aria-valuetext', words.filters.number(scale.stops[to]!, key));
      // Where both thumbs meet at the end, the lower one must be within reach.
      low.style.zIndex = from > last / 2 ? '1' : '';
      const lit = scale.isDiscrete ? to : to - 1;
      for (const [at, bar] of bars.entries()) bar.classList.toggle('is-out', at < from || at > lit);
      shown.textContent = words.filters.between(scale.stops[from]!, scale.stops[to]!, key);
    },
  );
  return {
    node,
    update: render,
    tint: (tintOf) => tintBars(bars, tintOf),
    destroy: () => node.remove(),
  };
}

/** Says where the scale leaps: its bars stand side by side all the same. */
function createLeaps({ leaps }: NumberScale, key: string): HTMLElement[] {
  if (leaps.length === 0) return [];
  const text = words.filters.leaps(
    leaps.map(([from, to]) => words.filters.between(from, to, key)).slice(0, MAX_LEAPS),
  );
  return [element('p', { class: 'quiet', text })];
}
