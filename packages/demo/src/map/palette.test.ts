import { describe, expect, test } from 'vitest';
import { COLOUR_STEPS, categoryPalette, MAX_CATEGORIES, numberPalette, shadeOf } from './dot-colours.ts';
import { paletteOf, pickColor } from './palette.ts';

function channels(color: string): number[] {
  if (color.startsWith('#')) return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const palette = paletteOf(theme);

  test('has names that can be read on every height of the land', () => {
    for (const ground of [palette.sea, ...palette.land, palette.nameHalo]) {
      expect(contrast(palette.nameCoarse, ground)).toBeGreaterThan(theme === 'light' ? 4.5 : 3);
    }
    expect(contrast(palette.nameFine, palette.nameHalo)).toBeGreaterThan(4.5);
  });

  test('has marks that stand out from the land', () => {
    for (const ground of [palette.land[0]!, palette.land[5]!]) {
      expect(contrast(palette.settlement, ground)).toBeGreaterThan(3);
      expect(contrast(palette.ring, ground)).toBeGreaterThan(4.5);
      expect(contrast(palette.hits.at(-1)!, ground)).toBeGreaterThan(3);
    }
  });
});

test('each coloured dot stands off from dark land, but for its few peaks, by itself or by its rim', () => {
  const colours = [
    ...categoryPalette(MAX_CATEGORIES, false, 'dark'),
    ...categoryPalette(MAX_CATEGORIES, true, 'dark'),
    ...numberPalette(COLOUR_STEPS, false, 'dark'),
  ];
  for (const colour of colours)
    for (const ground of paletteOf('dark').land.slice(0, 7)) {
      const best = Math.max(contrast(colour, ground), contrast(shadeOf(colour, 'dark'), ground));
      expect(best, `${colour} on ${ground}`).toBeGreaterThan(3);
    }
});

test('a ramp gives its ends and what lies between', () => {
  expect(pickColor(['#000000', '#ffffff'], 0)).toBe('rgb(0, 0, 0)');
  expect(pickColor(['#000000', '#ffffff'], 0.5)).toBe('rgb(128, 128, 128)');
  expect(pickColor(['#000000', '#ffffff'], 9)).toBe('rgb(255, 255, 255)');
  expect(pickColor(['#000000', '#ffffff'], Number.NaN)).toBe('rgb(0, 0, 0)');
});
