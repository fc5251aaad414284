import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignMap } from './align-map.ts';

const maps = fc
  .array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })), {
    minLength: 3,
    maxLength: 40,
  })
  .map((places) => Float32Array.from(places.flat()));

function turn(xy: Float32Array, angle: number, isMirrored: boolean, scale: number): Float32Array {
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  return Float32Array.from(xy, (_, at) => {
    const x = xy[at & ~1]!;
    const y = (isMirrored ? -1 : 1) * xy[at | 1]!;
    return at % 2 === 0 ? cos * x - sin * y : sin * x + cos * y;
  });
}

const distance = (xy: Float32Array, a: number, b: number) =>
  Math.hypot(xy[2 * a]! - xy[2 * b]!, xy[2 * a + 1]! - xy[2 * b + 1]!);

const span = (xy: Float32Array, axis: number) => {
  const side = xy.filter((_, at) => at % 2 === axis);
  return [Math.min(...side), Math.max(...side)] as const;
};

test('a map that was turned, mirrored and scaled is laid back upon itself', () => {
  const first = alignMap(Float32Array.of(-0.9, -1, 0.2, 0.4, 0.7, -0.3, -0.4, 1), new Float32Array(8));
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 7, noNaN: true }),
      fc.boolean(),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (angle, isMirrored, scale) => {
        const back = alignMap(turn(first, angle, isMirrored, scale), first);
        for (const [at, value] of back.entries()) expect(value).toBeCloseTo(first[at]!, 4);
      },
    ),
  );
});

test('whatever it is laid upon, what is near stays as near, and the longer side spans the map', () => {
  fc.assert(
    fc.property(maps, maps, (xy, other) => {
      const before = xy.slice();
      const like = Float32Array.from(xy, (_, at) => other[at % other.length]!);
      const after = alignMap(xy, like);
      const ratios = [];
      for (let a = 0; a < before.length / 2; a++)
        for (let b = 0; b < a; b++)
          if (distance(before, a, b) > 0.01) ratios.push(distance(after, a, b) / distance(before, a, b));
      for (const ratio of ratios) expect(ratio / ratios[0]!).toBeCloseTo(1, 2);
      const sides = [span(after, 0), span(after, 1)];
      for (const [least, most] of sides) expect(least + most).toBeCloseTo(0, 4);
      if (ratios.length > 0)
        expect(Math.max(...sides.map(([least, most]) => most - least))).toBeCloseTo(2, 4);
    }),
  );
});

test('one place, or none, stays a number', () => {
  expect(Array.from(alignMap(Float32Array.of(0.4, 0.3), Float32Array.of(0, 0)))).toEqual([0, 0]);
  expect(alignMap(new Float32Array(0), new Float32Array(0))).toHaveLength(0);
});
