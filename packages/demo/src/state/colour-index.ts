import { foldText } from 'paper-atlas';
import { COLOUR_STEPS, MAX_CATEGORIES, NO_COLOUR } from '../map/dot-colours.ts';
import { barOf, type NumberScale } from './number-scale.ts';

/** The step of the ramp for a bar of a scale. */
export function stepOfBar(bar: number, bars: number): number {
  return bars < 2 ? COLOUR_STEPS - 1 : Math.round((bar * (COLOUR_STEPS - 1)) / (bars - 1));
}

/** The step of each row's number; none where there is no number. */
export function coloursOfNumbers(
  { stops, bars }: NumberScale,
  numberOf: (row: number) => number | null,
  count: number,
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, row) => {
    const number = numberOf(row);
    return number === null || Number.isNaN(number)
      ? NO_COLOUR
      : stepOfBar(barOf(number, stops, bars.length), bars.length);
  });
}

/** So many of a number of categories have a colour of their own. */
export function shownOf(categories: number): number {
  return categories > MAX_CATEGORIES ? MAX_CATEGORIES - 1 : categories;
}

/**
 * The place of each row's value among those that have a colour; what is none of them has the place behind. Spellings that a
 * filter takes for one have one colour, and of several values the first that has one counts.
 */
export function coloursOfValues(
  {
    values,
    distinct,
  }: { readonly values: readonly { readonly value: string | number }[]; readonly distinct: number },
  valuesOf: (row: number) => readonly string[],
  count: number,
): Uint8Array {
  const shown = values.slice(0, shownOf(distinct));
  const places = new Map(shown.map(({ value }, at) => [foldText(String(value)), at]));
  const known = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = known.get(text) ?? places.get(foldText(text)) ?? shown.length;
    known.set(text, place);
    return place;
  };
  return Uint8Array.from({ length: count }, (_, row) => {
    const [first, ...more] = valuesOf(row);
    if (first === undefined) return NO_COLOUR;
    const place = placeOf(first);
    return place < shown.length ? place : Math.min(place, ...more.map(placeOf));
  });
}
