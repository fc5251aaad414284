import { expect, test, vi } from 'vitest';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import type { FoundPath } from '../state/path-state.ts';
import { INITIAL_STATE } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import type { PathQuestion } from './calls.ts';
import { createPathEffect } from './path-effect.ts';

const atlas = makeAtlas(Array.from({ length: 4 }, (_, row) => makePaper(row)));

/** Finds a path when it is told to, and remembers what it was asked. */
function setUp(state = makeState(atlas, { selected: 'p0' })) {
  const asked: { question: PathQuestion; signal: AbortSignal; answer(): void; fail(): void }[] = [];
  const store = createStore(state);
  const findPath = (question: PathQuestion, signal: AbortSignal) =>
    new Promise<FoundPath>((resolve, reject) => {
      const direct = { similarity: 0, percentile: null };
      asked.push({
        question,
        signal,
        answer: () => resolve({ ends: question, isWhole: true, steps: [], direct }),
        fail: () => reject(new Error('broken')),
      });
    });
  store.listen(createPathEffect(store, { findPath }));
  return { store, asked };
}

test('a path is asked for once its end is chosen, and shown when it is found', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'path-asked', from: 'p0', to: null });
  expect(asked).toEqual([]);
  store.dispatch({ type: 'paper-selected', id: 'p2' });
  expect(asked.map(({ question }) => question)).toEqual([{ from: 'p0', to: 'p2' }]);
  asked[0]!.answer();
  await vi.waitFor(() => expect(store.get().foundPath?.ends).toEqual({ from: 'p0', to: 'p2' }));
  store.dispatch({ type: 'paper-selected', id: 'p1' });
  store.dispatch({ type: 'stepped-back' });
  expect(asked).toHaveLength(1);
});

test('another path ends the one before, and what fails is told', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'path-asked', from: 'p0', to: 'p2' });
  store.dispatch({ type: 'path-asked', from: 'p0', to: 'p3' });
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[1]!.fail();
  await vi.waitFor(() => expect(store.get().pathError?.message).toBe('broken'));
});

test('a path of the address waits for the atlas, and one of unknown papers is not asked for', () => {
  const { store, asked } = setUp({ ...INITIAL_STATE, path: { from: 'p0', to: 'p3' } });
  store.dispatch({ type: 'atlas-opened', atlas });
  expect(asked.map(({ question }) => question)).toEqual([{ from: 'p0', to: 'p3' }]);
  store.dispatch({ type: 'path-asked', from: 'p0', to: 'nobody' });
  expect(asked).toHaveLength(1);
});
