import type { OwnAtlasName } from '../own/own-state.ts';
import type { OpenedAtlas } from './opened-atlas.ts';
import { settleShape } from './shape.ts';
import { type ExplorerState, INITIAL_STATE } from './state.ts';

/** The map that is seen already stays the same one, so that nothing of it is laid out again. */
export function withSeenMap(opened: OpenedAtlas, { atlas }: ExplorerState): OpenedAtlas {
  const seen = atlas.phase === 'loading' ? atlas.map : null;
  const isWhole = seen !== null && seen.regions.length === opened.map?.regions.length;
  return isWhole ? { ...opened, map: seen } : opened;
}

/**
 * What belongs to the page stays; what was asked of the atlas before, and what was known of it, is gone. Where none was open
 * yet, the address has asked already, and of this one.
 */
export function replaceAtlas(state: ExplorerState, opened: OpenedAtlas, shown: OwnAtlasName): ExplorerState {
  const { themeChoice, systemTheme, reducedMotion, mode } = state;
  const atlas = { phase: 'open', atlas: opened } as const;
  const own = { ...state.own, shown };
  if (state.atlas.phase === 'loading') return settleShape({ ...state, atlas, own });
  return { ...INITIAL_STATE, ...{ themeChoice, systemTheme, reducedMotion, mode }, atlas, own };
}
