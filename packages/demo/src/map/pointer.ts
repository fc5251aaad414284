import type { MapEvents } from './map-view.ts';
import type { ScreenPoint } from './viewport.ts';

export interface PointerOptions extends Pick<MapEvents, 'onHover' | 'onSelect' | 'onRegion'> {
  /** The paper at a place of the element, at most `radius` CSS pixels away. */
  readonly pick: (at: ScreenPoint, radius: number) => number | null;
  /** The paper at a place that is drawn above all names, at most `radius` CSS pixels away. */
  readonly pickOnTop: (at: ScreenPoint, radius: number) => number | null;
  /** The region whose name stands at most `reach` CSS pixels from a place of the element. */
  readonly regionAt: (at: ScreenPoint, reach: number) => number | null;
  /** The pointer came to the name of a region, or left it. */
  readonly onPointRegion: (region: number | null) => void;
  /** Nothing is hovered while the map is dragged. */
  readonly isMoving: () => boolean;
}

/** Fingers are blunter than mice. */
const REACH = { mouse: 12, touch: 24 } as const;
/** Names are small targets: so much around them counts, in CSS pixels, where no paper is. */
const REACH_OF_NAME = 5;
/** Papers above a name: about what one sees of them, so that the name can still be met. */
const REACH_ON_TOP = 7;

type Found = { readonly row: number } | { readonly region: number };

/** Hover, click and double-click on the map. A drag's own click never comes here: d3-zoom keeps it. */
export function createPointer(element: HTMLElement, options: PointerOptions): { destroy(): void } {
  const listeners = new AbortController();
  const { signal } = listeners;
  let hovered: number | null = null;
  /** The click that may be the first of two was on something. */
  let hasHit = false;

  function place(event: MouseEvent): ScreenPoint {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function show(found: Found | null): void {
    const paper = found !== null && 'row' in found ? found.row : null;
    element.classList.toggle('map-canvas-on-paper', found !== null);
    options.onPointRegion(found !== null && 'region' in found ? found.region : null);
    if (paper === hovered) return;
    hovered = paper;
    options.onHover(paper);
  }

  /** What is meant at a place: a paper, else the region whose name stands there, else the land. */
  function find(event: MouseEvent): Found | null {
    const at = place(event);
    const isTouch = event instanceof PointerEvent && event.pointerType !== 'mouse';
    const above = options.pickOnTop(at, REACH_ON_TOP);
    if (above !== null) return { row: above };
    // A name hides all others that lie under its letters; beside them a paper is meant first.
    const named = options.regionAt(at, 0);
    if (named !== null) return { region: named };
    const row = options.pick(at, isTouch ? REACH.touch : REACH.mouse);
    if (row !== null) return { row };
    const region = options.regionAt(at, REACH_OF_NAME);
    return region === null ? null : { region };
  }

  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch' || options.isMoving()) return;
      show(find(event));
    },
    { signal },
  );
  element.addEventListener('pointerleave', () => show(null), { signal });
  element.addEventListener(
    'click',
    (event) => {
      const found = find(event);
      // The second click of a double click finds what the first has brought under the pointer.
      if (event.detail > 1) return;
      hasHit = found !== null;
      if (found === null) return;
      if ('row' in found) options.onSelect(found.row);
      else options.onRegion(found.region);
    },
    { signal },
  );
  element.addEventListener(
    'dblclick',
    (event) => {
      if (!hasHit && find(event) === null) options.onSelect(null);
    },
    { signal },
  );
  return { destroy: () => listeners.abort() };
}
