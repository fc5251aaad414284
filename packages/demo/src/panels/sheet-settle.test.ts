import { describe, expect, test } from 'vitest';
import { settleSheet, sheetHeights } from './sheet-settle.ts';

const WINDOW = 844;
const { peek, half, full } = sheetHeights(WINDOW);

describe('a sheet that is let go', () => {
  test('at rest goes to the nearest of its heights', () => {
    expect(settleSheet(peek + 40, 0, WINDOW)).toBe('peek');
    expect(settleSheet(half - 60, 0, WINDOW)).toBe('half');
    expect(settleSheet(half + 60, 0, WINDOW)).toBe('half');
    expect(settleSheet(full - 100, 0, WINDOW)).toBe('full');
    expect([settleSheet(-50, 0, WINDOW), settleSheet(2000, 0, WINDOW)]).toEqual(['peek', 'full']);
  });

  test('in motion goes on in its direction: a flick takes it to the next, a strong one across', () => {
    expect(settleSheet(half + 20, 1.2, WINDOW)).toBe('full');
    expect(settleSheet(half - 20, -1.2, WINDOW)).toBe('peek');
    expect(settleSheet(full - 20, -1.2, WINDOW)).toBe('half');
    expect(settleSheet(full - 20, -4, WINDOW)).toBe('peek');
  });
});
