import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { createStore } from '../state/store.ts';
import { createCiteEffect, createDoneEffect } from './cite-effect.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An open paper whose citation is asked for; the clipboard takes it or does not. */
function setUp(takes: boolean) {
  const atlas = makeAtlas([makePaper(0, { title: 'Why', year: 2020 }), makePaper(1)]);
  const store = createStore(makeState(atlas, { selected: 'p0' }));
  const copied: string[] = [];
  const copy = async (text: string) => {
    if (!takes) throw new Error('not allowed');
    copied.push(text);
  };
  store.listen(createCiteEffect(store, { encode: async ({ ids }) => `@misc{${ids.join()}}\n\n` }, copy));
  store.listen(createDoneEffect(store));
  return { store, copied };
}

test('a citation and a BibTeX entry are copied, and one is told so for a while', async () => {
  const { store, copied } = setUp(true);
  for (const as of ['plain', 'bibtex'] as const) {
    store.dispatch({ type: 'citation-asked', id: 'p0', as });
    await vi.advanceTimersByTimeAsync(1);
    expect(store.get()).toMatchObject({ done: { what: 'copied', as }, citation: null });
  }
  expect(copied).toEqual(['(2020). Why.', '@misc{p0}']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(store.get().done).toBeNull();
});

test('what the clipboard does not take is there to be copied by hand, until another paper is open', async () => {
  const { store } = setUp(false);
  store.dispatch({ type: 'citation-asked', id: 'p0', as: 'bibtex' });
  await vi.advanceTimersByTimeAsync(1);
  expect(store.get()).toMatchObject({ done: null, citation: { text: '@misc{p0}' } });
  store.dispatch({ type: 'paper-selected', id: 'p1' });
  expect(store.get().citation).toBeNull();
});

test('of a paper that is not open nothing is copied', async () => {
  const { store, copied } = setUp(true);
  store.dispatch({ type: 'citation-asked', id: 'p1', as: 'plain' });
  await vi.advanceTimersByTimeAsync(1);
  expect([copied, store.get().done]).toEqual([[], null]);
});
