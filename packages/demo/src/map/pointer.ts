import type { MapEvents } from './map-scene.ts';
import type { ScreenPoint } from './viewport.ts';

export interface PointerOptions extends Pick<MapEvents, 'onHover' | 'onSelect'> {
  /** The paper at a place of the element, at most `radius` CSS pixels away. */
  readonly pick: (at: ScreenPoint, radius: number) => number | null;
  /** Nothing is hovered while the map is dragged. */
  readonly isMoving: () => boolean;
}

/** Fingers are blunter than mice. */
const REACH = { mouse: 12, touch: 24 } as const;

/** Hover, click and double-click on the map. A drag's own click never comes here: d3-zoom keeps it. */
export function createPointer(element: HTMLElement, options: PointerOptions): { destroy(): void } {
  const listeners = new AbortController();
  const { signal } = listeners;
  let hovered: number | null = null;

  function place(event: MouseEvent): ScreenPoint {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function hover(row: number | null): void {
    if (row === hovered) return;
    hovered = row;
    element.classList.toggle('map-canvas-on-paper', row !== null);
    options.onHover(row);
  }

  function reachOf(event: MouseEvent): number {
    return event instanceof PointerEvent && event.pointerType !== 'mouse' ? REACH.touch : REACH.mouse;
  }

  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch' || options.isMoving()) return;
      hover(options.pick(place(event), REACH.mouse));
    },
    { signal },
  );
  element.addEventListener('pointerleave', () => hover(null), { signal });
  element.addEventListener(
    'click',
    (event) => {
      const row = options.pick(place(event), reachOf(event));
      if (row !== null) options.onSelect(row);
    },
    { signal },
  );
  element.addEventListener(
    'dblclick',
    (event) => {
      if (options.pick(place(event), reachOf(event)) === null) options.onSelect(null);
    },
    { signal },
  );
  return { destroy: () => listeners.abort() };
}
