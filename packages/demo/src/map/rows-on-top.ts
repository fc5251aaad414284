import type { MapScene } from './map-scene.ts';
import type { ScreenPoint } from './viewport.ts';

/** What one asked for, marked or opened: drawn above all names, and meant before them where one points. */
export function rowsOnTop(
  scene: Pick<MapScene, 'count' | 'hits' | 'starred' | 'liked' | 'disliked' | 'path' | 'selected'>,
): readonly number[] {
  const { count, hits, starred, liked, disliked, path, selected } = scene;
  const all = [...hits, ...starred, ...liked, ...disliked, ...path, selected ?? -1];
  return all.filter((row) => row >= 0 && row < count);
}

/** The row whose place is nearest to a point, at most `reach` CSS pixels away; null when none is. */
export function nearestRow(
  rows: readonly number[],
  placeOf: (row: number) => ScreenPoint,
  at: ScreenPoint,
  reach: number,
): number | null {
  let [nearest, least]: [number | null, number] = [null, reach];
  for (const row of rows) {
    const place = placeOf(row);
    const away = Math.hypot(place.x - at.x, place.y - at.y);
    if (away <= least) [nearest, least] = [row, away];
  }
  return nearest;
}
