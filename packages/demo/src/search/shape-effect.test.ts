import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FormedMap } from '../state/formed-map.ts';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isForming } from '../state/shape.ts';
import type { FormingMap } from '../state/shape-state.ts';
import type { ExplorerState } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import type { FormingQuestion } from './calls.ts';
import { createShapeEffect } from './shape-effect.ts';

const atlas = makeAtlas(Array.from({ length: 30 }, (_, row) => makePaper(row)));
const shapeOf = (nNeighbors: number) => ({ nNeighbors, minDist: 0.1, seed: 42 });

/** Forms when it is told to, and remembers what it was asked. */
function setUp(state: ExplorerState = makeState(atlas)) {
  const asked: {
    question: FormingQuestion;
    signal: AbortSignal;
    report(forming: FormingMap): void;
    answer(): void;
    fail(): void;
  }[] = [];
  const store = createStore(state);
  const formMap = (question: FormingQuestion, report: (forming: FormingMap) => void, signal: AbortSignal) =>
    new Promise<FormedMap>((resolve, reject) => {
      const { shape } = question;
      const map = { ...atlas.map!, xy: new Float32Array(60).fill(1 / shape.nNeighbors) };
      const figures = { placement: null, keptNeighbors: 0.4, trustworthiness: null, continuity: null };
      const answer = () => resolve({ shape, map, ...figures });
      asked.push({ question, signal, report, answer, fail: () => reject(new Error('broken')) });
    });
  store.listen(createShapeEffect(store, { formMap }));
  const ask = (nNeighbors: number) => store.dispatch({ type: 'shape-asked', shape: shapeOf(nNeighbors) });
  return { store, asked, ask };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a shape is formed like the map of the atlas, is told of on the way, and shown', async () => {
  const { store, asked, ask } = setUp();
  ask(20);
  expect(asked.map(({ question }) => question)).toEqual([
    {
      shape: shapeOf(20),
      like: { xy: atlas.map!.xy, membership: atlas.map!.membership },
      isStill: false,
    },
  ]);
  asked[0]!.report({ stage: 'map', done: 3, total: 9, map: null });
  expect(store.get().shape.forming).toEqual({ stage: 'map', done: 3, total: 9, map: null });
  asked[0]!.answer();
  await vi.waitFor(() => expect(isForming(store.get())).toBe(false));
  expect(openAtlasOf(store.get())!.keptNeighbors).toBe(0.4);
  // Whatever is shown meanwhile: the same shape is to give the same map.
  vi.advanceTimersByTime(1000);
  ask(25);
  expect(asked[1]!.question.like.xy).toBe(atlas.map!.xy);
});

test('a newer move ends the older run; moves in quick succession begin one run', () => {
  const { asked, ask } = setUp();
  for (const neighbors of [20, 21, 22, 23]) ask(neighbors);
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(asked.map(({ question }) => question.shape.nNeighbors)).toEqual([20, 23]);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

test('cancelling ends it and begins nothing; what it says afterwards is not heard', async () => {
  const { store, asked, ask } = setUp();
  ask(20);
  ask(21);
  store.dispatch({ type: 'forming-cancelled' });
  vi.advanceTimersByTime(1000);
  expect(asked).toHaveLength(1);
  expect(asked[0]!.signal.aborted).toBe(true);
  const before = store.get();
  asked[0]!.report({ stage: 'map', done: 3, total: 9, map: null });
  asked[0]!.fail();
  await vi.advanceTimersByTimeAsync(1);
  expect(store.get()).toBe(before);
});

test('what fails is told, and the map that was there stays', async () => {
  const { store, asked, ask } = setUp();
  ask(20);
  asked[0]!.fail();
  await vi.waitFor(() => expect(store.get().shape.error?.message).toBe('broken'));
  expect(openAtlasOf(store.get())).toEqual(atlas);
});

test('where nothing may move no map is asked for before the last, and another atlas ends the work', () => {
  const { store, asked, ask } = setUp(makeState(atlas, { reducedMotion: true }));
  ask(20);
  expect(asked[0]!.question.isStill).toBe(true);
  const other = makeAtlas([makePaper(0), makePaper(1)]);
  store.dispatch({ type: 'atlas-replaced', atlas: other, own: { id: 'o', name: 'mine' } });
  expect(asked[0]!.signal.aborted).toBe(true);
});

test('what the address asks for is made when the atlas has a map', () => {
  const { store, asked } = setUp(makeState({ ...atlas, map: null }));
  store.dispatch({ type: 'shape-asked', shape: shapeOf(20) });
  expect(asked).toHaveLength(0);
  store.dispatch({ type: 'map-made', map: atlas.map! });
  expect(asked).toHaveLength(1);
});
