import { type MapPalette, pickColor } from './palette.ts';
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
 * Fills the land. The context's transform must map map coordinates to the canvas; `unit` is one CSS pixel in map units.
 */
export function drawLand(
  context: CanvasRenderingContext2D,
  { bands, shoals }: TerrainPaths,
  palette: MapPalette,
  unit: number,
): void {
  context.lineWidth = unit;
  context.strokeStyle = palette.shoal;
  for (const path of shoals) context.stroke(path);
  bands.forEach((path, level) => {
    context.fillStyle = pickColor(palette.land, level / (bands.length - 1));
    context.fill(path, 'evenodd');
  });
}

/** Draws the lines of equal density over the land, the coast a little stronger. */
export function drawContours(
  context: CanvasRenderingContext2D,
  { bands }: TerrainPaths,
  palette: MapPalette,
  unit: number,
): void {
  bands.forEach((path, level) => {
    context.lineWidth = (level === 0 ? 1.1 : 0.8) * unit;
    context.strokeStyle = level === 0 ? palette.coast : palette.contour;
    context.stroke(path);
  });
}

/** Curves through the middles of a ring's sides: round at any zoom. */
function tracePath(rings: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    const count = ring.length / 2;
    const middle = (at: number): readonly [number, number] => {
      const next = (at + 1) % count;
      return [(ring[2 * at]! + ring[2 * next]!) / 2, (ring[2 * at + 1]! + ring[2 * next + 1]!) / 2];
    };
    path.moveTo(...middle(count - 1));
    for (let at = 0; at < count; at++) path.quadraticCurveTo(ring[2 * at]!, ring[2 * at + 1]!, ...middle(at));
    path.closePath();
  }
  return path;
}
