import type { MapView3 } from './map-scene.ts';
import { fitScale, type ScreenBox, screenCenter, type Viewport } from './viewport.ts';

/** A box that keeps its size on the screen and stands at a place of the map, whatever the zoom. */
export interface Label {
  /** The place, in map coordinates. */
  readonly x: number;
  readonly y: number;
  /** From where the place stands on the screen, in CSS pixels, y down. */
  readonly offset: ScreenBox;
}

/** Scales from one to another, in CSS pixels a map unit. */
export interface ScaleRange {
  readonly from: number;
  readonly to: number;
}

/** Zoom steps of half an octave: within one, labels keep their arrangement. */
const STEPS_PER_OCTAVE = 2;
/** So that a rounded zoom belongs to the step that it was meant for. */
const TOLERANCE = 1e-6;

/** The step of a zoom; 0 begins with the whole map. */
export function zoomStep(k: number): number {
  return Math.floor(STEPS_PER_OCTAVE * Math.log2(k) + TOLERANCE);
}

/** The lowest zoom of a step. */
export function zoomOfStep(step: number): number {
  return 2 ** (step / STEPS_PER_OCTAVE);
}

/** The scales of a step in a window. */
export function scalesOfStep(viewport: Viewport, step: number): ScaleRange {
  const fit = fitScale(viewport);
  return { from: fit * zoomOfStep(step), to: fit * zoomOfStep(step + 1) };
}

/**
 * Whether two labels keep apart, by a gap, at every scale of a range: on one axis they must be apart at both ends, on the
 * same side, as their distance along an axis is linear in the scale.
 */
export function areApart(
  a: Label,
  b: Label,
  { from, to }: ScaleRange,
  gap: { readonly x: number; readonly y: number },
): boolean {
  return (
    isBefore(a.x, a.offset.right, b.x, b.offset.left, from, to, gap.x) ||
    isBefore(b.x, b.offset.right, a.x, a.offset.left, from, to, gap.x) ||
    isBefore(-a.y, a.offset.bottom, -b.y, b.offset.top, from, to, gap.y) ||
    isBefore(-b.y, b.offset.bottom, -a.y, a.offset.top, from, to, gap.y)
  );
}

function isBefore(
  place: number,
  end: number,
  otherPlace: number,
  start: number,
  from: number,
  to: number,
  gap: number,
): boolean {
  const [away, room] = [otherPlace - place, start - end - gap];
  return away * from + room >= 0 && away * to + room >= 0;
}

/** Gives where labels stand on the screen in a view, in CSS pixels from the window's top left. */
export function placeLabels(viewport: Viewport, view: MapView3): (label: Label) => ScreenBox {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  return ({ x, y, offset }) => {
    const left = center.x + (x - view.x) * scale;
    const top = center.y - (y - view.y) * scale;
    return {
      left: left + offset.left,
      right: left + offset.right,
      top: top + offset.top,
      bottom: top + offset.bottom,
    };
  };
}
