import { expect, test } from 'vitest';
import { createGlide, GLIDE_MS } from './glide.ts';

const a = Float32Array.of(0, 0, 1, 1);
const b = Float32Array.of(1, 0, 1, -1);
const c = Float32Array.of(-1, 0, 0, 0);

test('papers glide from where they stand, and stand in the very array once they have arrived', () => {
  const glide = createGlide();
  glide.aim(a, true);
  // Other papers than before: nothing glides.
  expect(glide.at(0)).toBe(a);
  glide.aim(b, true);
  expect(glide.at(1000)).toEqual(a);
  const half = glide.at(1000 + GLIDE_MS / 2);
  expect(half[0]).toBeGreaterThan(0.5);
  expect(half[0]).toBeLessThan(1);
  expect(half[2]).toBe(1);
  expect(glide.at(1000 + GLIDE_MS)).toBe(b);
  expect(glide.at(5000)).toBe(b);
  expect(Array.from(a)).toEqual([0, 0, 1, 1]);
});

test('another aim on the way begins where they are', () => {
  const glide = createGlide();
  glide.aim(a, true);
  glide.aim(b, true);
  glide.at(0);
  const midway = glide.at(GLIDE_MS / 3).slice();
  glide.aim(c, true);
  expect(glide.at(GLIDE_MS / 3 + 16)).toEqual(midway);
  expect(glide.at(2 * GLIDE_MS)).toBe(c);
});

test('where nothing may move they are there at once', () => {
  const glide = createGlide();
  glide.aim(a, false);
  glide.aim(b, false);
  expect(glide.at(0)).toBe(b);
});
