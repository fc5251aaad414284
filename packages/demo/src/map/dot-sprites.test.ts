import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOver, PHASES, paintSprite } from './dot-sprites.ts';

const bytes = fc.integer({ min: 0, max: 255 });
const colours = fc.tuple(bytes, bytes, bytes, bytes);
const pack = ([alpha, blue, green, red]: readonly number[]): number =>
  (alpha! << 24) | (blue! << 16) | (green! << 8) | red!;
const unpack = (colour: number): number[] => [24, 16, 8, 0].map((shift) => (colour >>> shift) & 255);

test('a colour laid over another is what the rule of Porter and Duff gives', () => {
  fc.assert(
    fc.property(colours, colours, (above, below) => {
      fc.pre(above[0] > 0);
      const rest = (below[0] * (255 - above[0])) / 255;
      const sum = above[0] + rest;
      const [alpha, ...channels] = unpack(layOver(pack(above), pack(below)));
      expect(Math.abs(alpha! - sum)).toBeLessThanOrEqual(2);
      channels.forEach((channel, at) => {
        const expected = (above[at + 1]! * above[0] + below[at + 1]! * rest) / sum;
        expect(Math.abs(channel - expected)).toBeLessThanOrEqual(5);
      });
    }),
  );
});

test('a dot covers its own area in each of its shifts', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 6, noNaN: true }), (radius) => {
      const look = { radius, rim: 0, fill: '#336699', rimFill: 'rgba(0, 0, 0, 0)' };
      const { starts, colours: painted } = paintSprite(look, 1, 1, 100);
      for (let phase = 0; phase < PHASES * PHASES; phase++) {
        const alphas = painted.subarray(starts[phase], starts[phase + 1]);
        const area = alphas.reduce((sum, colour) => sum + (colour >>> 24) / 255, 0);
        expect(area / (Math.PI * radius ** 2)).toBeGreaterThan(0.8);
        expect(area / (Math.PI * radius ** 2)).toBeLessThan(1.2);
      }
    }),
  );
});
