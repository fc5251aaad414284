import type { MapScene } from './map-scene.ts';

/**
 * Which regions' names stand in front: of an open region the name itself and those inside it, else of a query those that
 * hold a hit, else all.
 */
export function titledRegions(
  regions: MapScene['regions'],
  membership: MapScene['membership'],
  hits: MapScene['hits'],
  open: number | null,
): (region: number) => boolean {
  if (open !== null) {
    const { parent = null } = regions[open] ?? {};
    return (region) => region === open || region === parent || regions[region]?.parent === open;
  }
  if (hits.length === 0) return () => true;
  const lit = new Set(hits.flatMap((row) => [membership[2 * row], membership[2 * row + 1]]));
  return (region) => lit.has(region);
}

/**
 * The papers that step back, by row: 1 for those outside an open region and those that a filter leaves out; null when there
 * are none.
 */
export function dimmedRows({
  count,
  membership,
  region,
  outside = null,
}: Pick<MapScene, 'count' | 'membership' | 'region'> &
  Partial<Pick<MapScene, 'outside'>>): Uint8Array | null {
  if (region === null) return outside;
  const dimmed = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const isInside = membership[2 * row] === region || membership[2 * row + 1] === region;
    dimmed[row] = isInside && outside?.[row] !== 1 ? 0 : 1;
  }
  return dimmed;
}
