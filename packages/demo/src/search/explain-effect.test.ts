import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeAnswer, makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { createStore } from '../state/store.ts';
import type { ExplainQuestion } from './calls.ts';
import { createExplainEffect } from './explain-effect.ts';

/** Says why after 20 ms, and remembers what it was asked. */
function setUp(mode: 'hybrid' | 'keyword' = 'hybrid', { isUnread = false } = {}) {
  const asked: string[] = [];
  let aborted = 0;
  const papers = Array.from({ length: 6 }, (_, row) => makePaper(row));
  const atlas = isUnread ? { ...makeAtlas(papers), whole: null } : makeAtlas(papers);
  const store = createStore(
    makeState(atlas, { query: 'q', meaning: { phase: 'ready' }, isTyping: isUnread }),
  );
  const explain = ({ rows, byMeaning }: ExplainQuestion, signal: AbortSignal) => {
    asked.push(`${byMeaning ? 'meaning' : 'words'} ${rows.join()}`);
    signal.addEventListener('abort', () => aborted++);
    const marks = { title: [], abstract: [] };
    const words = { sentence: null, words: [], missing: [], marks };
    const known = rows.map((row) => [row, { id: `p${row}`, words, meaning: null, parts: null }] as const);
    return new Promise<ReadonlyMap<number, (typeof known)[number][1]>>((resolve) =>
      setTimeout(() => resolve(new Map(known)), 20),
    );
  };
  store.listen(createExplainEffect(store, { explain }));
  store.dispatch({ type: 'answer-arrived', answer: makeAnswer('q', [4, 2, 0], { mode }) });
  return { store, asked, aborted: () => aborted };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is seen is explained by words at once, and one by one by meaning a moment later, the open paper first', async () => {
  const { store, asked } = setUp();
  store.dispatch({ type: 'hits-seen', rows: [4, 2] });
  expect(asked).toEqual(['words 4,2']);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(1);
  store.dispatch({ type: 'paper-selected', id: 'p0' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.slice(1)).toEqual(['meaning 0', 'meaning 4', 'meaning 2']);
  expect([...store.get().explanations.keys()]).toEqual([4, 2, 0]);
});

test('while one types, texts that have to be read for it wait for a pause', async () => {
  const { store, asked } = setUp('keyword', { isUnread: true });
  store.dispatch({ type: 'hits-seen', rows: [4, 2] });
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual(['words 4,2']);
  store.dispatch({ type: 'query-typed', query: 'qu' });
  store.dispatch({ type: 'answer-arrived', answer: makeAnswer('qu', [3], { mode: 'keyword' }) });
  store.dispatch({ type: 'hits-seen', rows: [3] });
  store.dispatch({ type: 'query-typed', query: 'que' });
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual(['words 4,2']);
});

test('the next key ends it, and a list by words asks for no meaning', async () => {
  const { store, asked, aborted } = setUp();
  store.dispatch({ type: 'hits-seen', rows: [4, 2] });
  await vi.advanceTimersByTimeAsync(180);
  expect(asked).toEqual(['words 4,2', 'meaning 4']);
  store.dispatch({ type: 'query-typed', query: 'qu' });
  expect(aborted()).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);

  const byWords = setUp('keyword');
  byWords.store.dispatch({ type: 'hits-seen', rows: [4] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(byWords.asked).toEqual(['words 4']);
});
