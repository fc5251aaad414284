import { NO_COLOUR } from './dot-colours.ts';
import { toWarmth } from './heat-layout.ts';
import type { MapScene } from './map-scene.ts';

/** How a paper is drawn: one of an open region's surroundings, one like any other, one of the list. */
export type DotKind = 'dimmed' | 'settlement' | 'hit';

/** How each paper is drawn, whatever the view. */
export interface DotStyles {
  /** Closeness of each paper to the query, in steps from 0 (none) to {@link WARMTH_STEPS}. */
  readonly warmth: Uint8Array;
  /** Position of each paper's colour among those of the scene; `NO_COLOUR` where it has none, or where there are none. */
  readonly colour: Uint8Array;
  /** Rows in the order in which they are drawn: dimmed ones, settlements, then hits from the weakest to the best. */
  readonly order: Int32Array;
  /** Positions in `order` where each kind begins. */
  readonly firstSettlement: number;
  readonly firstHit: number;
}

/** Steps of warmth: enough that no step is seen, few enough that each has its own ready picture. */
export const WARMTH_STEPS = 16;

export interface StyleDotsOptions extends Pick<MapScene, 'count' | 'heat' | 'hits'> {
  /** 1 for papers that step back, by row; null for none. They are no hits. */
  readonly dimmed?: Uint8Array | null;
  /** A paper without a colour among those that have one steps back too, unless it is a hit. */
  readonly colours?: MapScene['colours'];
}

/** The styles of a scene's papers. Hits that are no rows are left out. */
export function styleDots({ count, heat, hits, dimmed = null, colours = null }: StyleDotsOptions): DotStyles {
  const warmth = new Uint8Array(count);
  if (heat !== null) {
    for (let row = 0; row < count; row++) warmth[row] = Math.round(WARMTH_STEPS * toWarmth(heat[row] ?? 0));
  }
  const isHit = new Uint8Array(count);
  const isBack = (row: number): boolean => dimmed?.[row] === 1;
  const ranked = [...new Set(hits)].filter(
    (row) => Number.isInteger(row) && row >= 0 && row < count && !isBack(row),
  );
  for (const row of ranked) isHit[row] = 1;
  const colour = colours?.index ?? new Uint8Array(count).fill(NO_COLOUR);
  const isGrey = (row: number): boolean =>
    isBack(row) || (colours !== null && colour[row] === NO_COLOUR && isHit[row] === 0);
  const order = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < count; row++) if (isGrey(row)) order[at++] = row;
  const firstSettlement = at;
  for (let row = 0; row < count; row++) if (isHit[row] === 0 && !isGrey(row)) order[at++] = row;
  const firstHit = at;
  for (const row of ranked.reverse()) order[at++] = row;
  return { warmth, colour, order, firstSettlement, firstHit };
}

/** The kind of the paper at a position of the order. */
export function kindAt({ firstSettlement, firstHit }: DotStyles, at: number): DotKind {
  if (at >= firstHit) return 'hit';
  return at < firstSettlement ? 'dimmed' : 'settlement';
}

/**
 * Radius of a settlement at rest, in CSS pixels: smaller in large atlases and in small windows, growing slowly as one comes
 * closer. `scale` is CSS pixels a map unit at `k` = 1.
 */
export function settlementRadius(count: number, scale: number, k: number): number {
  const base = Math.min(2.7, Math.max(1.05, 2.5 * (209 / Math.max(1, count)) ** 0.17));
  const room = Math.min(1, Math.max(0.7, (scale / 380) ** 0.35));
  return base * room * Math.min(2, Math.max(0.9, k ** 0.3));
}

/** Radius of a paper, in CSS pixels, by its warmth in steps. */
export function dotRadius(settlement: number, warmth: number, isHit: boolean): number {
  const share = warmth / WARMTH_STEPS;
  return isHit ? settlement + 1.3 + 2.7 * share : settlement + 0.8 * share;
}
