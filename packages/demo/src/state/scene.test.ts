import { expect, test } from 'vitest';
import { makeAnswer, makeAtlas, makePaper, makeState } from './made-state.ts';
import { reduce } from './reduce.ts';
import { deriveScene } from './scene.ts';

const ATLAS = makeAtlas([0, 1, 2, 3, 4].map((row) => makePaper(row)));

test('of two papers that are compared the map shows both, and the arc between them alone', () => {
  const state = makeState(ATLAS, { selected: 'p0', compared: 'p1' });
  const scene = deriveScene(state)!;
  expect(scene).toMatchObject({ selected: 0, hovered: 1, arcs: [{ from: 0, to: 1 }] });
  expect(deriveScene({ ...state, sheet: 'full' })!.arcs).toBe(scene.arcs);
  // The fourth is none of its three nearest: the map does not keep it near.
  const far = deriveScene({ ...state, compared: 'p4' })!;
  expect(far.arcs).toEqual([{ from: 0, to: 4, isTorn: true }]);
  expect(deriveScene({ ...state, hovered: 0 })).toMatchObject({ hovered: 1, arcs: [{ to: 1 }] });
  expect(deriveScene({ ...state, hovered: 3 })).toMatchObject({ hovered: 3 });
});

test('what a list pointed out is not pointed out any more when the list is gone', () => {
  const answer = makeAnswer('x', [2, 3]);
  const hovering = makeState(ATLAS, { query: 'x', answer, hovered: 3 });
  expect(reduce(hovering, { type: 'stepped-back' })).toMatchObject({ query: '', hovered: null });
  expect(reduce(hovering, { type: 'query-typed', query: '' })).toMatchObject({ hovered: null });
});
