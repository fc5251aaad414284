import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import type { MapView3 } from './map-scene.ts';
import { clampView, fitScale, screenCenter, unprojectPoint, type Viewport, ZOOM_LIMITS } from './viewport.ts';

export interface ZoomGestureOptions {
  readonly getViewport: () => Viewport;
  /** The highest zoom at a place of the map. */
  readonly getLimit: (x: number, y: number) => number;
  /** Drags are left to others now; wheel and pinch still zoom. */
  readonly isHeld: () => boolean;
  /** Drag, wheel or pinch began. */
  readonly onStart: () => void;
  readonly onMove: (view: MapView3) => void;
  readonly onEnd: () => void;
}

/** Drag, wheel and pinch on an element, by d3-zoom. Shift-drag and double-click are left to others. */
export interface ZoomGestures {
  /** Tells the gestures where the map is now, so that the next one begins there. */
  sync(view: MapView3): void;
  destroy(): void;
}

const CLICK_DISTANCE = 4;

export function createZoomGestures(element: HTMLElement, options: ZoomGestureOptions): ZoomGestures {
  const target = select<HTMLElement, unknown>(element);
  const { getViewport } = options;
  const behavior = zoom<HTMLElement, unknown>()
    .scaleExtent([ZOOM_LIMITS.min, ZOOM_LIMITS.max])
    .clickDistance(CLICK_DISTANCE)
    .tapDistance(CLICK_DISTANCE)
    .extent(() => [
      [0, 0],
      [getViewport().width, getViewport().height],
    ])
    // Touches have no button.
    .filter(
      (event: MouseEvent | TouchEvent) =>
        isZooming(event) || (!options.isHeld() && !event.shiftKey && !event.ctrlKey && !isButton(event)),
    )
    .constrain((transform) => {
      const viewport = getViewport();
      return toTransform(viewport, clampView(viewport, toView(viewport, transform)));
    })
    .on('start', ({ sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (sourceEvent !== null) options.onStart();
    })
    .on('zoom', ({ sourceEvent, transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (sourceEvent !== null) options.onMove(toView(getViewport(), transform));
    })
    .on('end', ({ sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (sourceEvent !== null) options.onEnd();
    });
  /** Before d3-zoom sees the event: how close one may come to what is under the pointer. */
  const setLimit = (event: Event): void => {
    const viewport = getViewport();
    const view = toView(viewport, zoomTransform(element));
    const box = element.getBoundingClientRect();
    const at =
      event instanceof MouseEvent
        ? unprojectPoint(viewport, view, event.clientX - box.left, event.clientY - box.top)
        : view;
    behavior.scaleExtent([ZOOM_LIMITS.min, options.getLimit(at.x, at.y)]);
  };
  for (const type of ['wheel', 'touchstart']) element.addEventListener(type, setLimit, { passive: true });
  target.call(behavior).on('dblclick.zoom', null);

  return {
    // What d3-zoom keeps on its element; set directly, as its own setter would end the gesture that is under way.
    sync: (view) => void target.property('__zoom', toTransform(getViewport(), view)),
    destroy() {
      for (const type of ['wheel', 'touchstart']) element.removeEventListener(type, setLimit);
      target.on('.zoom', null);
    },
  };
}

/** Turns of the wheel, with Ctrl too, and two fingers. */
function isZooming(event: MouseEvent | TouchEvent): boolean {
  return 'touches' in event ? event.touches.length > 1 : event.type === 'wheel' && !event.shiftKey;
}

function isButton(event: MouseEvent | TouchEvent): boolean {
  return 'button' in event && event.button !== 0;
}

/** A view as d3-zoom's transform of the map at k = 1 with (0, 0) in the window's corner. */
export function toTransform(viewport: Viewport, { x, y, k }: MapView3): ZoomTransform {
  const scale = fitScale(viewport);
  const center = screenCenter(viewport);
  return zoomIdentity.translate(center.x - x * scale * k, center.y + y * scale * k).scale(k);
}

/** The inverse of {@link toTransform}. */
export function toView(viewport: Viewport, { x, y, k }: { x: number; y: number; k: number }): MapView3 {
  const scale = fitScale(viewport);
  const center = screenCenter(viewport);
  return { x: (center.x - x) / (scale * k), y: (y - center.y) / (scale * k), k };
}
