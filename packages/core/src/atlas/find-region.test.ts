import { expect, test } from 'vitest';
import type { Region } from '../labels/region.ts';
import { findRegion } from './find-region.ts';

const region = (id: number, level: 0 | 1, name: string): Region => ({
  ...{ id, level, name, terms: [], size: 1, center: [0, 0] },
  parent: level === 0 ? null : 0,
});
const REGIONS = [region(0, 0, 'graphs · nodes'), region(1, 1, 'Nodes'), region(2, 1, 'edges · graphs')];

test.each([
  ['1', 1],
  ['graphs · nodes', 0],
  ['  GRAPHS  ·  nodes ', 0],
  ['nodes', 1],
  ['graphs', 0],
  ['edges', 2],
])('%j is region %d', (asked, id) => {
  expect(findRegion(REGIONS, asked).id).toBe(id);
});

test('an unknown region is an error with names that there are', () => {
  expect(() => findRegion(REGIONS, 'graph nodes')).toThrow(/graphs · nodes/);
  expect(() => findRegion(REGIONS, 'zzz')).toThrow(/for example: graphs · nodes, Nodes/);
  expect(() => findRegion([], 'x')).toThrow(/has no region/);
});
