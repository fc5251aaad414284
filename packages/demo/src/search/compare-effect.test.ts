import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeAtlas, makeComparison, makePaper, makeState } from '../state/made-state.ts';
import type { ExplorerState } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import type { CompareQuestion } from './calls.ts';
import { createCompareEffect } from './compare-effect.ts';

/** Compares within 20 ms, by meaning too where that is asked for, and remembers what it was asked. */
function setUp(more: Partial<ExplorerState> = {}) {
  const asked: string[] = [];
  let aborted = 0;
  const papers = Array.from({ length: 4 }, (_, row) => makePaper(row));
  const state = makeState(makeAtlas(papers), { selected: 'p0', meaning: { phase: 'ready' }, ...more });
  const store = createStore(state);
  const compare = ({ a, b, byMeaning }: CompareQuestion, signal: AbortSignal) => {
    asked.push(`${byMeaning ? 'meaning' : 'words'} ${a} ${b}`);
    signal.addEventListener('abort', () => aborted++);
    return new Promise<ReturnType<typeof makeComparison>>((resolve) =>
      setTimeout(() => resolve(makeComparison(a, b, byMeaning ? [] : null)), 20),
    );
  };
  store.listen(createCompareEffect(store, { compare }));
  return { store, asked, aborted: () => aborted };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('two papers are compared by words, then by meaning, and once', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'papers-compared', with: 'p2' });
  expect(asked).toEqual(['words p0 p2']);
  await vi.advanceTimersByTimeAsync(30);
  expect(store.get().comparison?.sentences).toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(['words p0 p2', 'meaning p0 p2']);
  expect(store.get().comparison?.sentences).toEqual([]);
});

test('without the model by words alone, and by meaning in the moment when it comes', async () => {
  const { store, asked } = setUp({ meaning: { phase: 'starting' } });
  store.dispatch({ type: 'papers-compared', with: 'p2' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(['words p0 p2']);
  store.dispatch({ type: 'meaning-ready' });
  expect(asked[1]).toBe('meaning p0 p2');
});

test('another pair and the next key end it, and it waits behind a query', async () => {
  const { store, asked, aborted } = setUp();
  store.dispatch({ type: 'papers-compared', with: 'p2' });
  store.dispatch({ type: 'papers-compared', with: 'p3' });
  expect(aborted()).toBe(1);
  await vi.advanceTimersByTimeAsync(30);
  store.dispatch({ type: 'query-typed', query: 'q' });
  expect(aborted()).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(['words p0 p2', 'words p0 p3', 'meaning p0 p3']);

  const behind = setUp({ query: 'q' });
  behind.store.dispatch({ type: 'papers-compared', with: 'p2' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(behind.asked).toEqual(['words p0 p2']);
});
