import type { MapTheme } from '../map/map-scene.ts';

/** What the reader asked for; `system` is what the machine's settings say. */
export type ThemeChoice = 'system' | MapTheme;
