import type { Novelty, Progress } from 'paper-atlas';
import { expect, test, vi } from 'vitest';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { createStore } from '../state/store.ts';
import { createNoveltyEffect } from './novelty-effect.ts';

const NOVELTY: Novelty = {
  distances: Float32Array.of(Number.NaN, 0.3, 0.5),
  nearest: Int32Array.of(-1, 0, 1),
  earlier: Int32Array.of(0, 1, 2),
  firstYear: 2001,
  ofFirstYear: 1,
  withoutYear: 0,
};
const dated = makeAtlas([2001, 2002, 2003].map((year, row) => makePaper(row, { year })));
const undated = makeAtlas([0, 1, 2].map((row) => makePaper(row)));

/** Measures when it is told to, and remembers how often it was asked. */
function setUp(atlas = dated) {
  const asked: {
    report(progress: Progress): void;
    signal: AbortSignal;
    answer(): void;
    fail(): void;
  }[] = [];
  const store = createStore(makeState(atlas));
  const measureNovelty = (report: (progress: Progress) => void, signal: AbortSignal) =>
    new Promise<Novelty>((resolve, reject) => {
      asked.push({ report, signal, answer: () => resolve(NOVELTY), fail: () => reject(new Error('broken')) });
    });
  store.listen(createNoveltyEffect(store, { measureNovelty }));
  return { store, asked };
}

test('it is measured once, when a paper or a region is first open, and its progress is told', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'query-typed', query: 'tides' });
  expect(asked).toHaveLength(0);
  store.dispatch({ type: 'region-chosen', region: 0 });
  asked[0]!.report({ stage: 'novelty', done: 1, total: 3 });
  expect(store.get().novelty).toEqual({ phase: 'measuring', done: 1, total: 3 });
  asked[0]!.answer();
  await vi.waitFor(() => expect(store.get().novelty).toEqual({ phase: 'known', novelty: NOVELTY }));
  store.dispatch({ type: 'paper-selected', id: 'p1' });
  expect(asked).toHaveLength(1);
});

test('papers without years, or of one year, are not measured', () => {
  for (const atlas of [undated, makeAtlas([makePaper(0, { year: 2001 }), makePaper(1, { year: 2001 })])]) {
    const { store, asked } = setUp(atlas);
    store.dispatch({ type: 'paper-selected', id: 'p1' });
    expect(asked).toHaveLength(0);
  }
});

test('what fails is left out, and another atlas ends it', async () => {
  const failing = setUp();
  failing.store.dispatch({ type: 'paper-selected', id: 'p1' });
  failing.asked[0]!.fail();
  await vi.waitFor(() => expect(failing.store.get().novelty.phase).toBe('failed'));

  const { store, asked } = setUp();
  store.dispatch({ type: 'paper-selected', id: 'p1' });
  store.dispatch({ type: 'atlas-replaced', atlas: undated, own: { id: 'o', name: 'mine' } });
  expect(asked[0]!.signal.aborted).toBe(true);
  expect(store.get().novelty.phase).toBe('unknown');
});
