import type { MapTheme } from './map-scene.ts';

/** The colours of the map in one theme. Lists run from the land's edge to its peaks, or from far to close. */
export interface MapPalette {
  /** The sea: where no paper is near. The page's own background. */
  readonly sea: string;
  /** Fills of the land, low to high; any number of levels is taken from this ramp. */
  readonly land: readonly string[];
  readonly coast: string;
  readonly contour: string;
  /** Faint depth lines in the water around the land. */
  readonly shoal: string;
  /** Glow of a query on the land; its alpha is set by closeness. */
  readonly glow: readonly [red: number, green: number, blue: number];
  readonly glowAlpha: number;
  readonly settlement: string;
  /** Settlements while a query lights up others. */
  readonly settlementDimmed: string;
  /** Settlements outside the region that is looked at. */
  readonly settlementFar: string;
  readonly settlementRim: string;
  /** Hits, far to close. */
  readonly hits: readonly string[];
  readonly hitRim: string;
  readonly ring: string;
  /** Okabe and Ito's green and purple, as dark or light as the theme asks for. */
  readonly liked: string;
  readonly disliked: string;
  /** Okabe and Ito's blue. */
  readonly starred: string;
  readonly arc: string;
  readonly nameCoarse: string;
  readonly nameFine: string;
  readonly nameHalo: string;
}

const LIGHT: MapPalette = {
  sea: '#f7f4ec',
  land: [
    '#efebdb',
    '#e8e7d2',
    '#e0e3c9',
    '#d8dfc1',
    '#d3d9b7',
    '#d2d2ab',
    '#d1caa1',
    '#cebf94',
    '#c9b288',
    '#c2a57d',
  ],
  coast: 'rgba(120, 108, 74, 0.38)',
  contour: 'rgba(110, 104, 66, 0.20)',
  shoal: 'rgba(120, 112, 84, 0.13)',
  glow: [213, 108, 46],
  glowAlpha: 0.42,
  settlement: '#6f6e5f',
  settlementDimmed: '#8d8b7a',
  settlementFar: '#a5a5a2',
  settlementRim: 'rgba(255, 253, 246, 0.92)',
  hits: ['#e0a765', '#d98f4d', '#cc733c', '#c0572e', '#b5482a'],
  hitRim: '#fffdf7',
  ring: '#23211c',
  liked: '#00694c',
  disliked: '#8f2f6b',
  starred: '#005a94',
  arc: '#b5482a',
  nameCoarse: '#35312a',
  nameFine: '#5a5447',
  nameHalo: 'rgba(247, 244, 236, 0.86)',
};

const DARK: MapPalette = {
  sea: '#0c171c',
  land: [
    '#11232a',
    '#132b31',
    '#163438',
    '#1a3d3f',
    '#204745',
    '#28514a',
    '#345b4f',
    '#436554',
    '#55705a',
    '#6a7b60',
  ],
  coast: 'rgba(150, 196, 186, 0.30)',
  contour: 'rgba(190, 220, 200, 0.11)',
  shoal: 'rgba(140, 190, 190, 0.09)',
  glow: [205, 98, 40],
  glowAlpha: 0.62,
  settlement: '#e3cf9f',
  settlementDimmed: '#9fa68f',
  settlementFar: '#818988',
  settlementRim: 'rgba(8, 18, 22, 0.75)',
  hits: ['#c6c2a8', '#d9b98a', '#eea763', '#fb8a4a', '#ff6f3c'],
  hitRim: '#0b1519',
  ring: '#fdf3dc',
  liked: '#45d0a0',
  disliked: '#f0a3cf',
  starred: '#7cc4f5',
  arc: '#ff9a5c',
  nameCoarse: '#f1e8d2',
  nameFine: '#c3cbb6',
  nameHalo: 'rgba(10, 20, 25, 0.82)',
};

/** The colours of a theme. */
export function paletteOf(theme: MapTheme): MapPalette {
  return theme === 'dark' ? DARK : LIGHT;
}

/** The colour at a share of a ramp, in [0, 1]; mixes its two nearest stops. Stops are `#rrggbb`. */
export function pickColor(ramp: readonly string[], share: number): string {
  const at = Math.min(1, Math.max(0, share || 0)) * (ramp.length - 1);
  const low = Math.floor(at);
  return mixColors(ramp[low]!, ramp[Math.min(low + 1, ramp.length - 1)]!, at - low);
}

/** The colour between two, `share` of the second. Colours are `#rrggbb` or what this function gives. */
export function mixColors(a: string, b: string, share: number): string {
  const [from, to] = [parseColor(a), parseColor(b)];
  return `rgb(${from.map((value, channel) => Math.round(value + (to[channel]! - value) * share)).join(', ')})`;
}

function parseColor(color: string): readonly number[] {
  return color.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
    : [...color.matchAll(/\d+/g)].map(Number);
}
