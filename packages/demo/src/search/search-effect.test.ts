import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAnswer, makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import type { Question } from '../state/question.ts';
import type { Answer } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import { decodeAddress } from '../state/url.ts';
import { createSearchEffect } from './search-effect.ts';

const INITIAL_ADDRESS = decodeAddress('');

/** A searcher that answers after 30 ms and remembers what it was asked. */
function setUp(phase: 'loading' | 'ready') {
  const asked: string[] = [];
  const aborted: string[] = [];
  const rank = ({ query, mode }: Question, signal: AbortSignal) => {
    asked.push(`${mode} ${query}`);
    signal.addEventListener('abort', () => aborted.push(query));
    const answer = makeAnswer(query, [0], { mode });
    return new Promise<Answer>((resolve) => setTimeout(() => resolve(answer), 30));
  };
  const meaning = phase === 'ready' ? { phase } : { phase, done: 0, total: 0 };
  const store = createStore(makeState(makeAtlas([makePaper(0), makePaper(1)]), { meaning }));
  store.listen(createSearchEffect(store, { rank }));
  const type = (query: string) => store.dispatch({ type: 'query-typed', query });
  return { store, type, asked, aborted };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('searching as one types', () => {
  test('asks each key at once, and shows the answer of the last alone', async () => {
    const { store, type, asked, aborted } = setUp('ready');
    for (const query of ['r', 'ra', 'rat']) {
      type(query);
      expect(asked.at(-1)).toBe(`hybrid ${query}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(25);
    expect(aborted).toEqual(['r', 'ra']);
    expect(store.get().answer?.query).toBe('rat');
  });

  test('a slider is asked at once, then at most every 60 ms, and where it stops always', async () => {
    const { store, asked } = setUp('ready');
    for (const from of [2001, 2002, 2003, 2004]) {
      const filter = { key: 'year', values: [], range: [from, null] as const };
      store.dispatch({ type: 'filter-changed', filter, isMoving: true });
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(2);
  });

  test('a newer query aborts the older one, whose answer is never shown', async () => {
    const { store, type, aborted } = setUp('ready');
    type('a');
    await vi.advanceTimersByTimeAsync(5);
    store.dispatch({
      type: 'address-changed',
      address: { ...INITIAL_ADDRESS, query: 'b' },
    });
    expect(aborted).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(200);
    expect(store.get().answer?.query).toBe('b');
  });

  test('asks by words until the model is there, then once more by itself, and at once in another mode', async () => {
    const { store, type, asked } = setUp('loading');
    type('a');
    await vi.advanceTimersByTimeAsync(200);
    expect(store.get().answer?.mode).toBe('keyword');
    store.dispatch({ type: 'meaning-ready' });
    await vi.advanceTimersByTimeAsync(200);
    expect([store.get().answer?.mode, asked]).toEqual(['hybrid', ['keyword a', 'hybrid a']]);
    store.dispatch({ type: 'mode-chosen', mode: 'semantic' });
    await vi.advanceTimersByTimeAsync(35);
    expect(store.get().answer?.mode).toBe('semantic');
  });

  test('words that are asked by words alone are asked once more when meaning is ready: their closeness is known then', async () => {
    const { store, type, asked } = setUp('loading');
    store.dispatch({ type: 'mode-chosen', mode: 'keyword' });
    type('a');
    await vi.advanceTimersByTimeAsync(200);
    store.dispatch({ type: 'meaning-ready' });
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toEqual(['keyword a', 'keyword a']);
  });

  test('asks nothing for an empty box or for spaces', async () => {
    const { type, asked } = setUp('ready');
    type('  ');
    type('');
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toEqual([]);
  });

  test('a pause lets the query stand', async () => {
    const { store, type } = setUp('ready');
    type('a');
    expect(store.get().isTyping).toBe(true);
    await vi.advanceTimersByTimeAsync(1100);
    expect(store.get().isTyping).toBe(false);
  });
});
