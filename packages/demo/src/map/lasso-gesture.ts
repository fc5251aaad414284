import { closeLasso, type Lasso, toGrid } from './lasso-line.ts';
import type { ScreenPoint } from './viewport.ts';

export interface LassoGestureOptions {
  /** Whether strokes draw without Shift, too. */
  readonly isOn: () => boolean;
  /** A place of the element as a place of the map. */
  readonly toMap: (at: ScreenPoint) => ScreenPoint;
  /** What is being drawn, in map coordinates, x and y in turn; null: nothing any more. */
  readonly onDraft: (line: readonly number[] | null) => void;
  /** A line was drawn. */
  readonly onDrawn: (lasso: Lasso) => void;
}

/** Draws a lasso: Shift and drag, or one finger while areas are being chosen. */
export interface LassoGesture {
  readonly isDrawing: boolean;
  destroy(): void;
}

/** Points nearer than this to the last one are not noted, in CSS pixels. */
const SPACING = 2;
/** What encloses less is a click with an unsteady hand, in CSS pixels. */
const LEAST_SIZE = 6;
/** Corners that change less are left out, in square CSS pixels. */
const TOLERANCE = 1.5;

export function createLassoGesture(element: HTMLElement, options: LassoGestureOptions): LassoGesture {
  const listeners = new AbortController();
  const { signal } = listeners;
  let pointer: number | null = null;
  let line: number[] = [];
  let last: ScreenPoint = { x: 0, y: 0 };
  let reach = { left: 0, top: 0, right: 0, bottom: 0 };
  /** The click that follows a stroke is no click on what lies under its end. */
  let wasDrawn = false;

  function place({ clientX, clientY }: PointerEvent): ScreenPoint {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  function note(at: ScreenPoint): void {
    const { x, y } = options.toMap(at);
    line.push(toGrid(x), toGrid(y));
    last = at;
    reach = {
      left: Math.min(reach.left, at.x),
      top: Math.min(reach.top, at.y),
      right: Math.max(reach.right, at.x),
      bottom: Math.max(reach.bottom, at.y),
    };
  }

  function stop(): void {
    pointer = null;
    line = [];
    options.onDraft(null);
  }

  function finish(): void {
    const isLarge = reach.right - reach.left >= LEAST_SIZE && reach.bottom - reach.top >= LEAST_SIZE;
    const [from, to] = [options.toMap({ x: 0, y: 0 }), options.toMap({ x: 1, y: 1 })];
    const lasso = isLarge ? closeLasso(line, TOLERANCE * (to.x - from.x) ** 2) : null;
    stop();
    if (lasso !== null) options.onDrawn(lasso);
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      wasDrawn = false;
      // A second finger means something else.
      if (pointer !== null) return stop();
      if (event.button !== 0 || !event.isPrimary || !(event.shiftKey || options.isOn())) return;
      pointer = event.pointerId;
      const at = place(event);
      reach = { left: at.x, top: at.y, right: at.x, bottom: at.y };
      line = [];
      note(at);
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== pointer) return;
      // A fast hand is followed between two frames, too.
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const each of passed.length > 0 ? passed : [event]) {
        const at = place(each);
        if (Math.hypot(at.x - last.x, at.y - last.y) >= SPACING) note(at);
      }
      options.onDraft(line);
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId !== pointer) return;
      wasDrawn = line.length > 2;
      finish();
    },
    { signal },
  );
  element.addEventListener('pointercancel', (event) => event.pointerId === pointer && stop(), { signal });
  element.addEventListener(
    'click',
    (event) => {
      if (!wasDrawn) return;
      wasDrawn = false;
      event.stopImmediatePropagation();
    },
    { signal, capture: true },
  );
  // Esc gives up the stroke, and nothing else.
  addEventListener(
    'keydown',
    (event) => {
      if (pointer === null || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stop();
    },
    { signal, capture: true },
  );

  return {
    get isDrawing() {
      return pointer !== null;
    },
    destroy: () => listeners.abort(),
  };
}
