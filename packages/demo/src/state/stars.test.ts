import fc from 'fast-check';
import type { IngestReport } from 'paper-atlas';
import { expect, test } from 'vitest';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { reduce } from './reduce.ts';
import { starNewsOf } from './star-news.ts';
import { isReadingListShown, rowsOfStars, type StarAction } from './stars.ts';
import type { MatchedFile } from './stars-state.ts';
import type { ExplorerState } from './state.ts';

const PAPERS = Array.from({ length: 30 }, (_, row) => makePaper(row));
const state = makeState(makeAtlas(PAPERS));
const NOTHING = { count: 0, listed: [] };
const REPORT: IngestReport = {
  sources: [],
  kept: 0,
  merged: 0,
  duplicates: NOTHING,
  rejected: NOTHING,
  withoutAbstract: NOTHING,
  warnings: NOTHING,
};

const star = (before: ExplorerState, id: string, at = 1) => reduce(before, { type: 'paper-starred', id, at });
const idsOf = ({ stars }: ExplorerState) => stars.list.map(({ id }) => id);
const fileOf = (...rows: readonly number[]): MatchedFile => ({
  found: { count: rows.length, report: REPORT },
  papers: rows.map((row) => PAPERS[row]!),
  missing: [],
});

test('the last starred paper is the first, though the clock stands still; once more takes the star away', () => {
  const both = star(star(state, 'p1'), 'p2');
  expect(idsOf(both)).toEqual(['p2', 'p1']);
  expect(idsOf(star(both, 'p2'))).toEqual(['p1']);
  expect(star(state, 'nobody')).toBe(state);
});

test('whatever is starred, unstarred, brought, cleared and undone, each paper is once in the list, the last first', () => {
  const time = fc.nat(5);
  const action: fc.Arbitrary<StarAction> = fc.oneof(
    fc.record({ type: fc.constant('paper-starred' as const), id: fc.nat(31).map((n) => `p${n}`), at: time }),
    fc.record({
      type: fc.constant('stars-brought' as const),
      name: fc.constant('a.bib'),
      file: fc.uniqueArray(fc.nat(29), { maxLength: 5 }).map((rows) => fileOf(...rows)),
      at: time,
    }),
    fc.constant<StarAction>({ type: 'stars-cleared' }),
    fc.constant<StarAction>({ type: 'stars-undone' }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      let now: ExplorerState = state;
      for (const each of actions) {
        const before = now;
        now = reduce(now, each);
        const ids = idsOf(now);
        expect(new Set(ids).size).toBe(ids.length);
        const times = now.stars.list.map(({ at }) => at);
        expect(times).toEqual([...new Set(times)].sort((a, b) => b - a));
        // What can be undone is: all but a star, which the same key takes away.
        if (each.type !== 'stars-undone' && now.stars.changes !== before.stars.changes)
          expect(idsOf(reduce(now, { type: 'stars-undone' }))).toEqual(idsOf(before));
        if (each.type === 'stars-brought')
          expect(ids).toEqual(expect.arrayContaining(each.file.papers.map(({ id }) => id)));
      }
    }),
    { seed: 6 },
  );
});

test('undoing goes back change by change, and takes nothing that was starred since', () => {
  const three = star(star(star(state, 'p1'), 'p2'), 'p3');
  const cleared = reduce(star(three, 'p2'), { type: 'stars-cleared' });
  const since = star(cleared, 'p9');
  const once = reduce(since, { type: 'stars-undone' });
  expect(idsOf(once)).toEqual(['p9', 'p3', 'p1']);
  const twice = reduce(once, { type: 'stars-undone' });
  expect(idsOf(twice)).toEqual(['p9', 'p3', 'p2', 'p1']);
  expect(reduce(twice, { type: 'stars-undone' })).toBe(twice);
});

test('a file stands in its own order before what was there, and what is there already stays where it is', () => {
  const read = { type: 'stars-brought', name: 'my.bib', file: fileOf(4, 1, 5), at: 1 } as const;
  const brought = reduce(star(state, 'p1'), read);
  expect(idsOf(brought)).toEqual(['p4', 'p5', 'p1']);
  expect(brought.stars.brought).toMatchObject({ phase: 'read', added: 2 });
  const undone = reduce(brought, { type: 'stars-undone' });
  expect(idsOf(undone)).toEqual(['p1']);
  expect(undone.stars.brought.phase).toBe('none');
  expect(reduce(brought, read).stars.changes).toBe(brought.stars.changes);
});

test('what another atlas keeps is not shown here; what this one has no longer is kept, and stands on no dot', () => {
  const { atlasId } = state.atlas.phase === 'open' ? state.atlas.atlas.origin : { atlasId: '' };
  const list = [
    { id: 'p3', title: 'Paper 3', at: 5, paper: null },
    { id: 'gone', title: 'Gone', at: 9, paper: makePaper(99) },
  ];
  expect(reduce(state, { type: 'stars-read', atlasId: 'another', list })).toBe(state);
  const read = reduce(state, { type: 'stars-read', atlasId, list });
  expect(idsOf(read)).toEqual(['gone', 'p3']);
  expect(rowsOfStars(PAPERS, read.stars.list)).toEqual([3]);
  const recorded = reduce(read, { type: 'stars-recorded', papers: [PAPERS[3]!, makePaper(7)] });
  expect(recorded.stars.list.map(({ paper }) => paper?.id)).toEqual(['p99', 'p3']);
});

test('it makes way for what is typed, and lies beneath what is opened from it', () => {
  const open = reduce(star(state, 'p1'), { type: 'stars-toggled', isOpen: true });
  expect(isReadingListShown(open)).toBe(true);
  const paper = reduce(open, { type: 'paper-selected', id: 'p1' });
  expect([isReadingListShown(paper), paper.stars.isOpen]).toEqual([false, true]);
  const back = reduce(paper, { type: 'stepped-back' });
  expect(isReadingListShown(back)).toBe(true);
  expect(reduce(back, { type: 'stepped-back' }).stars.isOpen).toBe(false);
  expect(reduce(back, { type: 'query-typed', query: 'x' }).stars.isOpen).toBe(false);
  expect(reduce(back, { type: 'filter-panel-toggled', isOpen: true }).stars.isOpen).toBe(false);
});

test('more like these asks with all of them, and with nothing else; without any it asks nothing', () => {
  const asking = { ...star(star(state, 'p1'), 'p2'), query: 'trees', liked: ['p8'], disliked: ['p9'] };
  const asked = reduce(reduce(asking, { type: 'stars-toggled', isOpen: true }), { type: 'stars-asked' });
  expect([asked.liked, asked.disliked, asked.query, asked.stars.isOpen]).toEqual([
    ['p2', 'p1'],
    [],
    '',
    false,
  ]);
  expect(reduce(state, { type: 'stars-asked' })).toBe(state);
});

test('what more like these took the place of can be had back, also by Esc, until something else is asked', () => {
  const question = { query: 'trees', liked: ['p8'], disliked: ['p9'], filters: [] };
  const asking = { ...star(state, 'p1'), ...question };
  const asked = reduce(asking, { type: 'stars-asked' });
  for (const type of ['asked-restored', 'stepped-back'] as const)
    expect(reduce(asked, { type })).toMatchObject({ ...question, askedBefore: null });
  // Once more the same keeps what was asked first.
  const twice = reduce(star(asked, 'p2'), { type: 'stars-asked' });
  expect(twice).toMatchObject({ liked: ['p2', 'p1'], askedBefore: question });
  for (const action of [{ type: 'query-typed', query: 'tides' }, { type: 'asked-cleared' }] as const)
    expect(reduce(asked, action).askedBefore).toBeNull();
  expect(reduce(star(state, 'p1'), { type: 'stars-asked' }).askedBefore).toBeNull();
  expect(reduce(state, { type: 'asked-restored' })).toBe(state);
});

test('Esc puts away the words, then the judged papers; filters stay until they are cleared', () => {
  const filters = [{ key: 'year', values: [], range: [2020, null] }] as const;
  const asking = { ...state, query: 'trees', liked: ['p1'], disliked: ['p2'], filters };
  const back = { type: 'stepped-back' } as const;
  const judged = reduce(asking, back);
  expect(judged).toMatchObject({ query: '', liked: ['p1'], disliked: ['p2'], filters });
  const filtered = reduce(judged, back);
  expect(filtered).toMatchObject({ query: '', liked: [], disliked: [], filters });
  expect(reduce(filtered, back)).toBe(filtered);
});

test('what changes is told: one paper by its title, more by their number', () => {
  const one = star(state, 'p1');
  const news = (before: ExplorerState, after: ExplorerState) => starNewsOf(before.stars, after.stars);
  expect(news(state, one)).toBe('Starred: Paper 1');
  expect(news(one, star(one, 'p1'))).toBe('No longer starred: Paper 1');
  const two = star(one, 'p2');
  expect(news(two, reduce(two, { type: 'stars-cleared' }))).toBe('2 papers no longer starred');
  expect(news(two, two)).toBeNull();
  const { atlas } = state;
  const atlasId = atlas.phase === 'open' ? atlas.atlas.origin.atlasId : '';
  expect(news(state, reduce(state, { type: 'stars-read', atlasId, list: two.stars.list }))).toBeNull();
});
