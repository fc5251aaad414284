import { expect, test, vi } from 'vitest';
import type { Bibliography, CoverAnswer } from '../state/cover-state.ts';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { openAtlasOf } from '../state/papers.ts';
import { createStore } from '../state/store.ts';
import type { CoverQuestion } from './calls.ts';
import { createCoverEffect } from './cover-effect.ts';

const ANSWER: CoverAnswer = {
  ...{ found: 0, entries: 0, rows: [], missing: [], regions: [] },
  outside: new Uint8Array(2),
};
const bibliographyOf = (name: string): Bibliography => ({ name, papers: [] });

/** Answers when it is told to, and remembers what it was asked. */
function setUp(papers = [makePaper(0), makePaper(1)]) {
  const asked: {
    name: string;
    map: CoverQuestion['map'];
    signal: AbortSignal;
    answer(): void;
    fail(): void;
  }[] = [];
  const store = createStore(makeState(makeAtlas(papers)));
  const cover = ({ bibliography: { name }, map }: CoverQuestion, signal: AbortSignal) =>
    new Promise<CoverAnswer>((resolve, reject) => {
      const fail = () => reject(new Error('broken'));
      asked.push({ name, map, signal, answer: () => resolve(ANSWER), fail });
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

test('of the regions of another map it is asked again, and the answer says of which it speaks', async () => {
  const { store, asked } = setUp(Array.from({ length: 5 }, (_, row) => makePaper(row)));
  const own = openAtlasOf(store.get())!.map!;
  store.dispatch({ type: 'bibliography-laid', bibliography: bibliographyOf('a') });
  asked[0]!.answer();
  await vi.waitFor(() => expect(store.get().cover?.map).toBe(own));
  const shape = { nNeighbors: 4, minDist: 0.5, seed: 1 };
  const map = { ...own, isComputed: true };
  const figures = { placement: null, keptNeighbors: null, trustworthiness: null, continuity: null };
  store.dispatch({ type: 'shape-asked', shape });
  expect(asked).toHaveLength(1);
  store.dispatch({ type: 'map-formed', formed: { shape, map, ...figures } });
  expect(asked.map((question) => question.map)).toEqual([
    null,
    { regions: map.regions, membership: map.membership },
  ]);
  asked[1]!.answer();
  await vi.waitFor(() => expect(store.get().cover?.map).toBe(map));
});
