import { expect, test, vi } from 'vitest';
import type { Bibliography, CoverAnswer } from '../state/cover.ts';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { createStore } from '../state/store.ts';
import { createCoverEffect } from './cover-effect.ts';

const ANSWER: CoverAnswer = {
  ...{ found: 0, entries: 0, rows: [], missing: [], regions: [] },
  outside: new Uint8Array(2),
};
const bibliographyOf = (name: string): Bibliography => ({ name, papers: [] });

/** Answers when it is told to, and remembers what it was asked. */
function setUp() {
  const asked: { name: string; signal: AbortSignal; answer(): void; fail(): void }[] = [];
  const store = createStore(makeState(makeAtlas([makePaper(0), makePaper(1)])));
  const cover = ({ name }: Bibliography, signal: AbortSignal) =>
    new Promise<CoverAnswer>((resolve, reject) => {
      asked.push({ name, signal, answer: () => resolve(ANSWER), fail: () => reject(new Error('broken')) });
    });
  store.listen(createCoverEffect(store, { cover }));
  return { store, asked };
}

test('a bibliography is asked for once, and its answer shown', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'bibliography-laid', bibliography: bibliographyOf('a') });
  asked[0]!.answer();
  await vi.waitFor(() => expect(store.get().cover?.answer).toBe(ANSWER));
  store.dispatch({ type: 'paper-selected', id: 'p1' });
  expect(asked).toHaveLength(1);
});

test('another bibliography, and none, end the question, and what fails is told', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'bibliography-laid', bibliography: bibliographyOf('a') });
  store.dispatch({ type: 'bibliography-laid', bibliography: bibliographyOf('b') });
  expect(asked.map(({ name, signal }) => [name, signal.aborted])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  asked[1]!.fail();
  await vi.waitFor(() => expect(store.get().cover?.error?.message).toBe('broken'));
  store.dispatch({ type: 'bibliography-laid', bibliography: bibliographyOf('c') });
  store.dispatch({ type: 'bibliography-laid', bibliography: null });
  expect(asked[2]!.signal.aborted).toBe(true);
});
