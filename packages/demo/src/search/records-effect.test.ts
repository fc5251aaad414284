import { expect, onTestFinished, test, vi } from 'vitest';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import type { PaperRecord } from '../state/paper-record.ts';
import { recordOf } from '../state/records.ts';
import { createStore } from '../state/store.ts';
import { createRecordsEffect } from './records-effect.ts';

const papers = Array.from({ length: 9 }, (_, row) => makePaper(row, { abstract: `about ${row}` }));

/** A reader that remembers what it was asked, and answers when it is told to. */
function setUp(whole: typeof papers | null) {
  const asked: (readonly number[])[] = [];
  const answers: (() => void)[] = [];
  const store = createStore(makeState({ ...makeAtlas(papers), whole }));
  const readPapers = (rows: readonly number[]) =>
    new Promise<ReadonlyMap<number, PaperRecord>>((resolve) => {
      asked.push(rows);
      answers.push(() => resolve(new Map(rows.map((row) => [row, { paper: papers[row]! }]))));
    });
  store.listen(createRecordsEffect(store, { readPapers }));
  const answer = async () => {
    for (const give of answers.splice(0)) give();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { store, asked, answer };
}

test('papers that are looked at are asked for once', async () => {
  const { store, asked, answer } = setUp(null);
  store.dispatch({ type: 'hits-seen', rows: [1, 2] });
  store.dispatch({ type: 'paper-selected', id: 'p5' });
  store.dispatch({ type: 'hits-seen', rows: [2, 3] });
  expect(asked).toEqual([[1, 2], [5], [3]]);
  await answer();
  expect(recordOf(store.get(), 5)).toBe(papers[5]);
  store.dispatch({ type: 'hits-seen', rows: [1, 2, 3] });
  expect(asked).toHaveLength(3);
});

test('while one types no text is read: only those of the list at which the typing pauses', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { store, asked } = setUp(null);
  store.dispatch({ type: 'query-typed', query: 'a' });
  store.dispatch({ type: 'hits-seen', rows: [1, 2] });
  vi.advanceTimersByTime(200);
  store.dispatch({ type: 'query-typed', query: 'ab' });
  vi.advanceTimersByTime(200);
  store.dispatch({ type: 'hits-seen', rows: [2, 3] });
  vi.advanceTimersByTime(200);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(60);
  expect(asked).toEqual([[2, 3]]);
});

test('nothing is asked of a small atlas, whose papers came with it', () => {
  const { store, asked } = setUp(papers);
  store.dispatch({ type: 'hits-seen', rows: [1, 2] });
  expect(asked).toEqual([]);
});

test('what comes when another atlas is shown is left aside', async () => {
  const { store, answer } = setUp(null);
  store.dispatch({ type: 'paper-selected', id: 'p5' });
  const atlas = { ...makeAtlas([...papers]), whole: null };
  store.dispatch({ type: 'atlas-replaced', atlas, own: { id: 'a', name: 'other' } });
  await answer();
  expect(store.get().records.has(5)).toBe(false);
});
