import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from './actions.ts';
import { announcementOf } from './announcement.ts';
import { makeAnswer, makeAtlas, makeComparison, makePaper, makeState } from './made-state.ts';
import { nearestOf } from './nearest.ts';
import { openAtlasOf } from './papers.ts';
import { reduce } from './reduce.ts';
import { membersOf, openRegionOf } from './regions.ts';
import { deriveScene } from './scene.ts';
import { type Answer, type ExplorerState, INITIAL_STATE } from './state.ts';
import { addressOf, decodeAddress, encodeAddress } from './url.ts';

const papers = Array.from({ length: 8 }, (_, row) => makePaper(row));
const rest = makeState(makeAtlas(papers));
const run = (state: ExplorerState, ...actions: readonly Action[]) => actions.reduce(reduce, state);
const answerTo = (query: string): Answer =>
  makeAnswer(query, [3, 1, 0], {
    isWeak: Uint8Array.from([0, 0, 1]),
    weakFrom: 3,
    heat: Float32Array.from([0.4, 0.6, 0, 1, 0, 0, 0, 0]),
  });

describe('typing', () => {
  test('closes the paper, keeps the list until the next answer, and an emptied box empties the list', () => {
    const found = run(
      rest,
      { type: 'query-typed', query: 'ab' },
      { type: 'answer-arrived', answer: answerTo('ab') },
    );
    const open = run(found, { type: 'paper-selected', id: 'p3' });
    expect(open.selected).toBe('p3');
    const on = run(open, { type: 'query-typed', query: 'abc' });
    expect([on.selected, on.answer]).toEqual([null, found.answer]);
    expect(run(on, { type: 'query-typed', query: '' }).answer).toBeNull();
  });

  test('an answer to an older query is dropped', () => {
    const typed = run(rest, { type: 'query-typed', query: 'new' });
    expect(run(typed, { type: 'answer-arrived', answer: answerTo('old') })).toBe(typed);
    expect(run(typed, { type: 'answer-arrived', answer: answerTo('new') }).answer?.query).toBe('new');
  });
});

describe('walking along the true neighbours', () => {
  test('n visits those of the paper where the walk began, in order; p goes back to it and not beyond', () => {
    const forth: Action = { type: 'neighbor-walked', by: 1 };
    const back: Action = { type: 'neighbor-walked', by: -1 };
    const at = (...actions: readonly Action[]) =>
      run(rest, { type: 'paper-selected', id: 'p2' }, ...actions).selected;
    expect([at(forth), at(forth, forth), at(forth, forth, forth), at(forth, forth, forth, forth)]).toEqual([
      'p3',
      'p4',
      'p5',
      'p5',
    ]);
    expect([at(forth, forth, back), at(forth, back), at(back)]).toEqual(['p3', 'p2', 'p2']);
  });

  test('another choice begins another walk', () => {
    const walked = run(
      rest,
      { type: 'paper-selected', id: 'p2' },
      { type: 'neighbor-walked', by: 1 },
      { type: 'paper-selected', id: 'p6' },
      { type: 'neighbor-walked', by: 1 },
    );
    expect(walked.selected).toBe('p7');
  });
});

describe('two papers side by side', () => {
  const open = run(
    rest,
    { type: 'paper-selected', id: 'p1' },
    { type: 'papers-compared', with: 'p2' },
    { type: 'comparison-arrived', comparison: makeComparison('p1', 'p2') },
  );

  test('keep what they have in common while they are together, also when the address is read again', () => {
    expect(open.comparison?.similarity).toBe(0.5);
    const address = { ...addressOf(open), query: 'a' };
    const again = run(open, { type: 'address-changed', address });
    expect([again.query, again.compared, again.comparison]).toEqual(['a', 'p2', open.comparison]);
  });

  test.each([
    ['Esc', { type: 'stepped-back' }, 'p1'],
    ['the first of them again', { type: 'paper-selected', id: 'p1' }, 'p1'],
    ['the other one', { type: 'paper-selected', id: 'p2' }, 'p2'],
    ['a walk', { type: 'neighbor-walked', by: 1 }, 'p2'],
    ['a key', { type: 'query-typed', query: 'x' }, null],
    ['a region', { type: 'region-chosen', region: 0 }, null],
  ] as const)('%s puts the pair away', (_name, action, selected) => {
    const { compared, comparison, ...after } = run(open, action);
    expect([after.selected, compared, comparison]).toEqual([selected, null, null]);
  });

  test('no paper is laid beside none or beside itself, and what comes of another pair is dropped', () => {
    expect(run(rest, { type: 'papers-compared', with: 'p1' })).toBe(rest);
    expect(run(open, { type: 'papers-compared', with: 'p1' })).toBe(open);
    expect(run(open, { type: 'comparison-arrived', comparison: makeComparison('p1', 'p3') })).toBe(open);
    const error = { code: 'ABORTED', message: '', details: {} } as const;
    expect(run(open, { type: 'comparison-failed', a: 'p3', b: 'p2', error })).toBe(open);
  });
});

test('Esc puts away help, then the paper, then the region, then the query, then the view, then nothing', () => {
  const full: ExplorerState = {
    ...rest,
    isHelpOpen: true,
    selected: 'p1',
    region: 0,
    query: 'a',
    answer: answerTo('a'),
    view: { x: 0, y: 0, k: 2 },
  };
  const states = [full];
  for (let i = 0; i < 6; i++) states.push(run(states.at(-1)!, { type: 'stepped-back' }));
  expect(
    states.map(({ isHelpOpen, selected, region, query, view }) => [
      isHelpOpen,
      selected,
      region,
      query,
      view !== null,
    ]),
  ).toEqual([
    [true, 'p1', 0, 'a', true],
    [false, 'p1', 0, 'a', true],
    [false, null, 0, 'a', true],
    [false, null, null, 'a', true],
    [false, null, null, '', true],
    [false, null, null, '', false],
    [false, null, null, '', false],
  ]);
  expect(states[6]).toBe(states[5]);
});

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((query): Action => ({ type: 'query-typed', query })),
  fc
    .constantFrom<(string | null)[]>('p0', 'p5', 'nowhere', null)
    .map((id): Action => ({ type: 'paper-selected', id })),
  fc
    .constantFrom<(string | null)[]>('p1', 'p5', null)
    .map((id): Action => ({ type: 'papers-compared', with: id })),
  fc.constantFrom<(1 | -1)[]>(1, -1).map((by): Action => ({ type: 'neighbor-walked', by })),
  fc.constantFrom<Action[]>(
    { type: 'stepped-back' },
    { type: 'query-settled' },
    { type: 'help-toggled', isOpen: true },
  ),
  fc.option(fc.nat(2)).map((region): Action => ({ type: 'region-chosen', region })),
  fc.option(fc.nat(7)).map((row): Action => ({ type: 'paper-hovered', row })),
  fc
    .option(
      fc.record({
        x: fc.integer({ min: -1, max: 1 }),
        y: fc.integer({ min: -1, max: 1 }),
        k: fc.integer({ min: 1, max: 9 }),
      }),
    )
    .map((view): Action => ({ type: 'view-changed', view })),
);

test('whatever happens, a reload of the address gives the same query, paper, pair, region and view, and the map can be drawn', () => {
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 20 }), (list) => {
      const state = run(rest, ...list);
      const address = decodeAddress(encodeAddress(addressOf(state)));
      const again = run(rest, { type: 'address-changed', address });
      expect(addressOf(again)).toEqual(addressOf(state));
      const scene = deriveScene(state)!;
      for (const row of [...scene.hits, ...scene.arcs.flatMap(({ from, to }) => [from, to])])
        expect(row).toBeLessThan(scene.count);
      expect(announcementOf(state).length).toBeLessThan(1000);
    }),
  );
});

test('filters and judgements are cleared as one, and the words stay', () => {
  const filter = { key: 'year', values: [], range: [2019, null] } as const;
  const asked = run(
    rest,
    { type: 'query-typed', query: 'ab' },
    { type: 'paper-judged', id: 'p1', as: 'liked' },
    { type: 'paper-judged', id: 'p2', as: 'disliked' },
    { type: 'filter-changed', filter },
  );
  const cleared = run(asked, { type: 'asked-cleared' });
  expect([cleared.liked, cleared.disliked, cleared.filters, cleared.query]).toEqual([[], [], [], 'ab']);
  expect(run(cleared, { type: 'asked-cleared' })).toBe(cleared);
});

test('the ways to ask stay unfolded while one types, and Esc folds them before it empties the box', () => {
  const typed = run(
    rest,
    { type: 'ask-help-toggled', isOpen: true },
    { type: 'query-typed', query: 'year:' },
  );
  expect(typed.isAskHelpOpen).toBe(true);
  const folded = run(typed, { type: 'stepped-back' });
  expect([folded.isAskHelpOpen, folded.query]).toEqual([false, 'year:']);
  expect(run(folded, { type: 'stepped-back' }).query).toBe('');
});

test('what stands behind the atlas takes the place of the help, and Esc puts it away', () => {
  const about = run(rest, { type: 'help-toggled', isOpen: true }, { type: 'about-toggled', isOpen: true });
  expect([about.isHelpOpen, about.isAboutOpen]).toEqual([false, true]);
  expect(run(about, { type: 'stepped-back' }).isAboutOpen).toBe(false);
});

describe('a region', () => {
  const open = run(
    { ...rest, sheet: 'half' },
    { type: 'paper-selected', id: 'p1' },
    { type: 'region-chosen', region: 0 },
  );

  test('opens with its papers, puts away the paper on top and the sheet over the map, and keeps what was asked', () => {
    expect([open.region, open.selected, open.sheet]).toEqual([0, null, 'peek']);
    expect(openRegionOf(open)?.name).toBe('land');
    expect(membersOf(openAtlasOf(open)!.map!, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(deriveScene(open)!.region).toBe(0);
    const asked = run({ ...rest, query: 'a' }, { type: 'region-chosen', region: 0 });
    expect(asked.query).toBe('a');
  });

  test('stays while one of its papers is read, and closes when something is typed', () => {
    const read = run(open, { type: 'paper-selected', id: 'p2' });
    expect([read.region, read.selected]).toEqual([0, 'p2']);
    expect(run(read, { type: 'paper-selected', id: null }).region).toBe(0);
    expect(run(read, { type: 'query-typed', query: 'x' }).region).toBeNull();
  });

  test('that the atlas does not have is none', () => {
    const state = { ...rest, region: 99 };
    expect(openRegionOf(state)).toBeNull();
    expect(deriveScene(state)!.region).toBeNull();
  });

  test('chosen again is looked at again; closed again it changes nothing', () => {
    expect(run(open, { type: 'region-chosen', region: 0 })).toEqual(open);
    expect(run(open, { type: 'region-chosen', region: 0 })).not.toBe(open);
    expect(run(rest, { type: 'region-chosen', region: null })).toBe(rest);
  });
});

describe('the scene', () => {
  test('there is none without an atlas or a map', () => {
    expect(deriveScene(INITIAL_STATE)).toBeNull();
    expect(deriveScene(makeState({ ...makeAtlas(papers), map: null }))).toBeNull();
  });

  test('shows the close ones of the list as hits, and keeps its arrays while nothing changes', () => {
    const found = { ...rest, query: 'a', answer: answerTo('a') };
    const scene = deriveScene(found)!;
    expect(scene.hits).toEqual([3, 1]);
    const next = deriveScene({ ...found, hovered: 2 })!;
    expect([
      next.hits === scene.hits,
      next.heat === scene.heat,
      next.regions === scene.regions,
      next.titles === scene.titles,
    ]).toEqual([true, true, true, true]);
  });

  test('a paper below the line of the weak ones is no hit, be it weak itself or not', () => {
    const answer = { ...answerTo('a'), isWeak: Uint8Array.from([0, 1, 0]), weakFrom: 2 };
    expect(deriveScene({ ...rest, query: 'a', answer })!.hits).toEqual([3]);
  });

  test('arcs lead from the hovered paper, else from the open one', () => {
    const open = { ...rest, selected: 'p1' };
    expect(deriveScene(open)!.arcs.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [1, 3],
      [1, 4],
    ]);
    expect(deriveScene({ ...open, hovered: 5 })!.arcs[0]).toMatchObject({ from: 5, to: 6 });
  });
});

test('a neighbour is torn away when as many other papers lie nearer on the map', () => {
  // On the line the two nearest of row 0 are 1 and 2; its true ones are 1, 2 and 3 here, and for row 7 it is 0, 1, 2.
  const atlas = makeAtlas(papers);
  expect(nearestOf(atlas, 0).map(({ isTorn }) => isTorn)).toEqual([false, false, false]);
  expect(nearestOf(atlas, 7).map(({ row, isTorn }) => [row, isTorn])).toEqual([
    [0, true],
    [1, true],
    [2, true],
  ]);
});

test('one paper alone can be opened, announced and walked from', () => {
  const state = run(
    makeState(makeAtlas([makePaper(0, { title: 'Alone' })], 0)),
    { type: 'paper-selected', id: 'p0' },
    { type: 'neighbor-walked', by: 1 },
  );
  expect(state.selected).toBe('p0');
  expect(announcementOf(state)).toBe('Alone. Region land');
  expect(deriveScene(state)).toMatchObject({ count: 1, selected: 0, arcs: [] });
});
