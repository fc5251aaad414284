import type { NamedTerm } from 'paper-atlas';
import { expect, test, vi } from 'vitest';
import { lassoOfBox } from '../map/lasso-line.ts';
import { tellingOf } from '../state/lasso.ts';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { createStore } from '../state/store.ts';
import { createTellingEffect } from './telling-effect.ts';

const TERMS: readonly NamedTerm[] = [{ term: 'tides', score: 1 }];
const left = lassoOfBox({ minX: -1.1, maxX: -0.5, minY: -1, maxY: 1 });
const right = lassoOfBox({ minX: -0.5, maxX: 1, minY: -1, maxY: 1 });
const sea = lassoOfBox({ minX: 1.5, maxX: 1.9, minY: 1.5, maxY: 1.9 });

/** Tells when it is told to, and remembers what it was asked. */
function setUp() {
  const asked: { rows: number[]; signal: AbortSignal; answer(): void; fail(): void }[] = [];
  const store = createStore(makeState(makeAtlas(Array.from({ length: 8 }, (_, row) => makePaper(row)))));
  const findTellingWords = (rows: Int32Array, signal: AbortSignal) =>
    new Promise<readonly NamedTerm[]>((resolve, reject) => {
      const fail = () => reject(new Error('broken'));
      asked.push({ rows: [...rows], signal, answer: () => resolve(TERMS), fail });
    });
  store.listen(createTellingEffect(store, { findTellingWords }));
  return { store, asked };
}

test('the words of a selection are asked for once, and shown when they come', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'lasso-drawn', lasso: left });
  store.dispatch({ type: 'paper-hovered', row: 1 });
  expect(asked.map(({ rows }) => rows)).toEqual([[0, 1]]);
  expect(tellingOf(store.get())).toBeUndefined();
  asked[0]!.answer();
  await vi.waitFor(() => expect(tellingOf(store.get())).toBe(TERMS));
});

test('another selection, and none, end what was asked; what comes of it late is not shown', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'lasso-drawn', lasso: left });
  store.dispatch({ type: 'lasso-drawn', lasso: right });
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.answer();
  asked[1]!.fail();
  await vi.waitFor(() => expect(tellingOf(store.get())).toBeNull());
  store.dispatch({ type: 'lasso-drawn', lasso: null });
  expect(tellingOf(store.get())).toBeUndefined();
});

test('of an empty selection nothing is asked', () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'lasso-drawn', lasso: sea });
  expect(asked).toEqual([]);
});
