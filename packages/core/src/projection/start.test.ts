import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { Pace } from '../task.ts';
import { rangeOf } from './axis-range.ts';
import { placeStart } from './start.ts';

const start = (...[count, vectors]: [number, ReturnType<typeof createMatrix>?]): Promise<Float32Array> =>
  placeStart(count, vectors, createRandom(1), new Pace(undefined, 'the test'));

it('fills a square of 10, with vectors and without', async () => {
  const random = createRandom(3);
  const vectors = createMatrix(
    100,
    5,
    Float32Array.from({ length: 500 }, () => random() - 0.5),
  );
  for (const xy of [await start(100, vectors), await start(100)]) {
    expect(xy).toHaveLength(200);
    for (const axis of [0, 1] as const) {
      const { least, most } = rangeOf(xy, axis);
      expect(Math.abs(least + 5)).toBeLessThan(0.3);
      expect(Math.abs(most - 5)).toBeLessThan(0.3);
    }
  }
});

it('parts identical papers a little, and throws them wide apart where nothing else is there', async () => {
  const pairs = createMatrix(6, 2, Float32Array.of(0, 0, 0, 0, 1, 0, 1, 0, 0, 3, 0, 3));
  const xy = await start(6, pairs);
  for (let row = 0; row < 6; row += 2) {
    const apart = Math.hypot(xy[2 * row]! - xy[2 * row + 2]!, xy[2 * row + 1]! - xy[2 * row + 3]!);
    expect(apart).toBeGreaterThan(0);
    expect(apart).toBeLessThan(0.01);
  }
  const same = await start(50, createMatrix(50, 3, new Float32Array(150).fill(0.5)));
  expect(rangeOf(same, 0).most - rangeOf(same, 0).least).toBeGreaterThan(5);
  expect(rangeOf(same, 1).most - rangeOf(same, 1).least).toBeGreaterThan(5);
});
