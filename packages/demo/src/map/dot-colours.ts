import { keepLast } from '../keep-last.ts';
import type { DotColours, MapTheme } from './map-scene.ts';
import { mixColors, pickColor } from './palette.ts';

/** The index of papers that have no value: grey. */
export const NO_COLOUR = 255;
/** Steps of a ramp for numbers: so many that none is seen, so few that each dot has its ready picture. */
export const COLOUR_STEPS = 16;

/**
 * The eight of Okabe and Ito, which people with any colour vision tell apart (https://jfly.uni-koeln.de/color/), those
 * that stand off best from both lands first.
 */
const CATEGORIES: readonly string[] = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#d55e00',
  '#56b4e9',
  '#f0e442',
  '#000000',
];
/** On dark land black is not seen: a light neutral takes its place. */
const NEUTRAL: Readonly<Record<MapTheme, string>> = { light: '#000000', dark: '#f4efe0' };
/** All that is not among the largest: told by its lightness, since it is no category. */
const OTHER: Readonly<Record<MapTheme, string>> = { light: '#8b897e', dark: '#d9dad2' };

/** Viridis (van der Walt and Smith, 2015), eleven of its colours: even in lightness, from low to high. */
const VIRIDIS: readonly string[] = [
  '#440154',
  '#482475',
  '#414487',
  '#355f8d',
  '#2a788e',
  '#21918c',
  '#22a884',
  '#44bf70',
  '#7ad151',
  '#bddf26',
  '#fde725',
];

/** Categories that can have a colour each; of more, one less has, and the last is for all others. */
export const MAX_CATEGORIES = CATEGORIES.length;

/** Colours of so many categories; `hasOther`: the last of them is what is not among the largest. */
export function categoryPalette(count: number, hasOther: boolean, theme: MapTheme): readonly string[] {
  const colours = [...CATEGORIES.slice(0, -1), NEUTRAL[theme]];
  return hasOther ? [...colours.slice(0, count - 1), OTHER[theme]] : colours.slice(0, count);
}

/** Its darkest colours are those of dark land: there it begins above them. */
const FIRST: Readonly<Record<MapTheme, number>> = { light: 0, dark: 3 };

/** Viridis in so many steps; `isInverted`: high numbers dark. */
export const numberPalette = keepLast(
  (steps: number, isInverted: boolean, theme: MapTheme): readonly string[] => {
    const rising = VIRIDIS.slice(FIRST[theme]);
    const ramp = isInverted ? rising.toReversed() : rising;
    return Array.from({ length: steps }, (_, step) => pickColor(ramp, steps < 2 ? 1 : step / (steps - 1)));
  },
);

/** So much of the theme's own far end is in the rim of a coloured dot. */
const SHADES: Readonly<Record<MapTheme, number>> = { light: 0.42, dark: 0.6 };
const RIMS: Readonly<Record<MapTheme, string>> = { light: '#23211c', dark: '#f7f4ec' };

/**
 * The rim of a dot of this colour: the same colour, darker where the land is light and lighter where it is dark, so that
 * yellow and black are seen on both.
 */
export function shadeOf(colour: string, theme: MapTheme): string {
  return mixColors(colour, RIMS[theme], SHADES[theme]);
}

/** The colour of a paper; null where it has none, or where papers are not coloured. */
export function colourOf(colours: DotColours | null, index: number): string | null {
  return colours?.palette[index] ?? null;
}
