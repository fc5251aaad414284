import type { Region } from 'paper-atlas';
import type { MapView3 } from '../map/map-scene.ts';

/** Where to look to see a region: a coarse one with its surroundings, a fine one from nearer. */
export function viewOfRegion({ center, level }: Region): MapView3 {
  return { x: center[0], y: center[1], k: level === 0 ? 2.2 : 3.6 };
}
