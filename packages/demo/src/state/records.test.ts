import { expect, test } from 'vitest';
import type { PlainError } from '../search/plain-error.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { recordErrorOf, recordOf, unreadRows, withRecords } from './records.ts';
import { reduce } from './reduce.ts';

const papers = Array.from({ length: 900 }, (_, row) => makePaper(row, { abstract: `about ${row}` }));
const large = { ...makeAtlas(papers), whole: null };
const error: PlainError = { code: 'ATLAS_DAMAGED', message: 'data/papers-x.jsonl is damaged', details: {} };

test('a small atlas has its papers whole, and nothing is left to read', () => {
  const state = makeState(makeAtlas(papers), { inView: [1, 2], selected: 'p3' });
  expect(recordOf(state, 3)).toBe(papers[3]);
  expect(unreadRows(state)).toEqual([]);
});

test('of a large one those that are looked at are read, the open one first', () => {
  const state = makeState(large, { inView: [1, 2], selected: 'p3' });
  expect(recordOf(state, 3)).toBeNull();
  expect(unreadRows(state)).toEqual([3, 1, 2]);
  const read = reduce(state, {
    type: 'papers-read',
    atlas: large.papers,
    records: new Map([
      [3, { paper: papers[3]! }],
      [1, { error }],
    ]),
  });
  expect(unreadRows(read)).toEqual([2]);
  expect([recordOf(read, 3), recordOf(read, 1)]).toEqual([papers[3], null]);
  expect([recordErrorOf(read, 3), recordErrorOf(read, 1)]).toEqual([null, error]);
});

test('what was read of another atlas is left aside', () => {
  const state = makeState(large);
  const records = new Map([[0, { paper: papers[0]! }]]);
  expect(reduce(state, { type: 'papers-read', atlas: [...large.papers], records })).toBe(state);
});

test('of very many that were looked at the first make room', () => {
  const records = new Map(papers.map((paper, row) => [row, { paper }]));
  const kept = withRecords({ records: new Map([[899, { error }]]) }, records);
  expect(kept.has(0)).toBe(false);
  expect(kept.get(899)).toEqual({ paper: papers[899] });
  expect(kept.size).toBeLessThan(500);
});
