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

/** The papers outside an open region, by row: 1 for those that step back; null when none is open. */
export function dimmedRows({
  count,
  membership,
  region,
}: Pick<MapScene, 'count' | 'membership' | 'region'>): Uint8Array | null {
  if (region === null) return null;
  return Uint8Array.from({ length: count }, (_, row) =>
    membership[2 * row] === region || membership[2 * row + 1] === region ? 0 : 1,
  );
}
