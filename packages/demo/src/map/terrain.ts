import { type MapPalette, pickColor } from './palette.ts';
import type { PathSink } from './pen.ts';
import type { Ring, Terrain } from './terrain-layout.ts';

/** The terrain as paths in map coordinates, traced once; they are scaled as they are drawn, so lines stay hairlines. */
export interface TerrainPaths {
  readonly bands: readonly Path2D[];
  readonly shoals: readonly Path2D[];
}

/** Makes the paths of a terrain. */
export function traceTerrain({ bands, shoals }: Terrain): TerrainPaths {
  return { bands: bands.map(tracePath), shoals: shoals.map(tracePath) };
}

/**
 * Fills the land, a line or level a step. The context's transform must map map coordinates to the canvas; `unit` is one CSS
 * pixel in map units.
 */
export function* drawLand(
  context: CanvasRenderingContext2D,
  { bands, shoals }: TerrainPaths,
  palette: MapPalette,
  unit: number,
): Generator<void> {
  context.lineWidth = unit;
  context.strokeStyle = palette.shoal;
  for (const path of shoals) {
    context.stroke(path);
    yield;
  }
  for (const [level, path] of bands.entries()) {
    context.fillStyle = landColour(palette, level, bands.length);
    context.fill(path, 'evenodd');
    yield;
  }
}

/** Draws the lines of equal density over the land, a level a step, the coast a little stronger. */
export function* drawContours(
  context: CanvasRenderingContext2D,
  { bands }: TerrainPaths,
  palette: MapPalette,
  unit: number,
): Generator<void> {
  for (const [level, path] of bands.entries()) {
    const { width, colour } = contourLook(palette, level);
    context.lineWidth = width * unit;
    context.strokeStyle = colour;
    context.stroke(path);
    yield;
  }
}

/** The colour of the land of a level, 0 for the lowest of `levels`. */
export function landColour(palette: MapPalette, level: number, levels: number): string {
  return pickColor(palette.land, level / (levels - 1));
}

/** The line around the land of a level; its width in CSS pixels. */
export function contourLook(
  palette: MapPalette,
  level: number,
): { readonly width: number; readonly colour: string } {
  return level === 0 ? { width: 1.1, colour: palette.coast } : { width: 0.8, colour: palette.contour };
}

function tracePath(rings: readonly Ring[]): Path2D {
  const path = new Path2D();
  traceRings(path, rings, (x, y) => [x, y]);
  return path;
}

/** Traces rings as curves through the middles of their sides, which are round at any zoom; `place` says where a place of the map stands. */
export function traceRings(
  path: PathSink,
  rings: readonly Ring[],
  place: (x: number, y: number) => readonly [x: number, y: number],
): void {
  for (const ring of rings) {
    const count = ring.length / 2;
    const corner = (at: number) => place(ring[2 * at]!, ring[2 * at + 1]!);
    const middle = (at: number): readonly [number, number] => {
      const next = (at + 1) % count;
      return place((ring[2 * at]! + ring[2 * next]!) / 2, (ring[2 * at + 1]! + ring[2 * next + 1]!) / 2);
    };
    path.moveTo(...middle(count - 1));
    for (let at = 0; at < count; at++) path.quadraticCurveTo(...corner(at), ...middle(at));
    path.closePath();
  }
}
