import { expect, test } from 'vitest';
import { ownIdOf, ownUrl } from './own-address.ts';

const ID = '0123456789abcdef0123456789abcdef';

test('the address names an atlas of one’s own, and nothing that was asked of another one', () => {
  const url = ownUrl('https://example.org/maps/?q=old#q=reasons&paper=7', ID);
  expect(url).toBe(`https://example.org/maps/?own=${ID}`);
  expect(ownIdOf(url)).toBe(ID);
});

test('the way back leads to the atlas that the page showed before', () => {
  const url = ownUrl('https://example.org/?atlas=https%3A%2F%2Fexample.org%2Fx.atlas', ID);
  expect(ownIdOf(url)).toBe(ID);
  expect(ownUrl(url, null)).toBe('https://example.org/?atlas=https%3A%2F%2Fexample.org%2Fx.atlas');
  expect(ownIdOf(ownUrl(url, null))).toBeNull();
});

test.each(['', '?own='])('%j names none', (search) => {
  expect(ownIdOf(`https://example.org/${search}`)).toBeNull();
});

test.each(['deadbeef', '../x', `${ID}0`])('%j is an atlas that no browser keeps, and no other one', (id) => {
  expect(ownIdOf(`https://example.org/?own=${encodeURIComponent(id)}`)).toBe(id);
});
