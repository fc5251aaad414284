import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCalmAnswer } from './calm-answer.ts';
import { makeAnswer, makeAtlas, makePaper, makeState } from './state/made-state.ts';
import type { ExplorerState } from './state/state.ts';

const large = makeAtlas(Array.from({ length: 1300 }, (_, row) => makePaper(row)));
const small = makeAtlas([makePaper(0), makePaper(1)]);
const first = makeAnswer('a', [0]);
const second = makeAnswer('ab', [1]);

function setUp() {
  const told: string[] = [];
  const calm = createCalmAnswer(() => told.push('calm'));
  const of = (state: Partial<ExplorerState>, atlas = large) => calm.of(makeState(atlas, state));
  return { told, of };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the answer that the map shows', () => {
  test('is behind that of the list while keys follow one another, and comes when they pause', () => {
    const { told, of } = setUp();
    expect(of({ query: 'a', isTyping: true, answer: first })).toBeNull();
    vi.advanceTimersByTime(200);
    expect(of({ query: 'ab', isTyping: true, answer: first })).toBeNull();
    vi.advanceTimersByTime(200);
    const state = { query: 'ab', isTyping: true, answer: second };
    expect(of(state)).toBeNull();
    vi.advanceTimersByTime(200);
    // What else happens is no key.
    expect(of({ ...state, inView: [1] })).toBeNull();
    expect(told).toEqual([]);
    vi.advanceTimersByTime(60);
    expect(told).toEqual(['calm']);
    expect(of(state)).toBe(second);
  });

  test('comes at once where nothing is typed, in a small atlas, and when there is none', () => {
    const { told, of } = setUp();
    expect(of({ query: 'a', answer: first })).toBe(first);
    expect(of({ query: 'ab', isTyping: true, answer: second }, small)).toBe(second);
    expect(of({ query: 'a', isTyping: true, answer: first })).toBe(second);
    expect(of({ query: '', isTyping: true, answer: null })).toBeNull();
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });

  test('comes at once when the same words are asked with another filter, as a slider moves', () => {
    const { of } = setUp();
    of({ query: 'a', answer: first });
    const filtered = makeAnswer('a', [1]);
    expect(of({ query: 'a', isTyping: true, answer: filtered })).toBe(filtered);
  });
});
