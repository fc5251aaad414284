import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import type { Answer } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import { createSearchEffect } from './search-effect.ts';

/** A searcher that answers after 30 ms and remembers what it was asked. */
function setUp(phase: 'loading' | 'ready') {
  const asked: string[] = [];
  const aborted: string[] = [];
  const search = (kind: Answer['kind']) => (query: string, signal: AbortSignal) => {
    asked.push(`${kind} ${query}`);
    signal.addEventListener('abort', () => aborted.push(query));
    const answer: Answer = {
      query,
      kind,
      rows: [0],
      matched: 1,
      lacking: null,
      similarities: null,
      heat: new Float32Array(2),
      milliseconds: 1,
    };
    return new Promise<Answer>((resolve) => setTimeout(() => resolve(answer), 30));
  };
  const meaning = phase === 'ready' ? { phase } : { phase, done: 0, total: 0 };
  const store = createStore(makeState(makeAtlas([makePaper(0), makePaper(1)]), { meaning }));
  store.listen(createSearchEffect(store, { byWords: search('words'), byMeaning: search('meaning') }));
  const type = (query: string) => store.dispatch({ type: 'query-typed', query });
  return { store, type, asked, aborted };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('searching as one types', () => {
  test('asks the first key at once, then at most every 60 ms, and the last one always', async () => {
    const { store, type, asked } = setUp('ready');
    for (const query of ['r', 'ra', 'rat', 'rati']) {
      type(query);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toEqual(['meaning r', 'meaning rati']);
    expect(store.get().answer?.query).toBe('rati');
  });

  test('a newer query aborts the older one, whose answer is never shown', async () => {
    const { store, type, aborted } = setUp('ready');
    type('a');
    await vi.advanceTimersByTimeAsync(5);
    store.dispatch({
      type: 'address-changed',
      address: { query: 'b', paper: null, region: null, view: null },
    });
    expect(aborted).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(200);
    expect(store.get().answer?.query).toBe('b');
  });

  test('asks by words until the model is there, then once more by itself', async () => {
    const { store, type, asked } = setUp('loading');
    type('a');
    await vi.advanceTimersByTimeAsync(200);
    expect(store.get().answer?.kind).toBe('words');
    store.dispatch({ type: 'meaning-ready' });
    await vi.advanceTimersByTimeAsync(200);
    expect([store.get().answer?.kind, asked]).toEqual(['meaning', ['words a', 'meaning a']]);
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
