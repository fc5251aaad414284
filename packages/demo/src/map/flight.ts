import { interpolateZoom } from 'd3-interpolate';
import type { MapView3 } from './map-scene.ts';

/** How long a flight lasts, in milliseconds. */
export const FLIGHT_MS = 280;

/** A smooth flight between two views: the view at a share of the way, in [0, 1]. It rises and falls a little on the way, as maps do. */
export function planFlight(from: MapView3, to: MapView3): (share: number) => MapView3 {
  // Widths of what is seen, about 2 map units for the whole map: d3 balances way against zoom by them.
  const path = interpolateZoom([from.x, from.y, 2 / from.k], [to.x, to.y, 2 / to.k]);
  return (share) => {
    if (share >= 1) return to;
    const [x, y, width] = path(ease(Math.max(0, share)));
    return { x, y, k: 2 / width };
  };
}

/** Slow start and slow end. */
function ease(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - 4 * (1 - share) ** 3;
}
