import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from './actions.ts';
import type { FormedMap } from './formed-map.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import type { MapShape } from './map-shape.ts';
import type { AtlasMap } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import { reduce } from './reduce.ts';
import { openRegionOf } from './regions.ts';
import { deriveScene } from './scene.ts';
import { selectionOf } from './selection.ts';
import {
  awaitsRegion,
  canReshape,
  isForming,
  knobsOf,
  mostNeighborsOf,
  ownMapOf,
  shapeToMake,
} from './shape.ts';
import { type ExplorerState, INITIAL_STATE } from './state.ts';
import { addressOf, decodeAddress, encodeAddress } from './url.ts';

const papers = Array.from({ length: 30 }, (_, row) => makePaper(row));
const atlas = makeAtlas(papers);
const own = atlas.map!;
const rest = makeState(atlas);
const run = (state: ExplorerState, ...actions: readonly Action[]) => actions.reduce(reduce, state);
const shapeOf = (nNeighbors: number): MapShape => ({ nNeighbors, minDist: 0.1, seed: 42 });
const ask = (nNeighbors: number): Action => ({ type: 'shape-asked', shape: shapeOf(nNeighbors) });
const mapOf = (nNeighbors: number): AtlasMap => ({ ...own, xy: own.xy.map((at) => at / nNeighbors) });
const formedOf = (nNeighbors: number): FormedMap => ({
  shape: shapeOf(nNeighbors),
  map: mapOf(nNeighbors),
  placement: new Float32Array(papers.length).fill(1 / nNeighbors),
  keptNeighbors: 1 / nNeighbors,
  trustworthiness: 0.7,
  continuity: 0.6,
});
const form = (nNeighbors: number): Action => ({ type: 'map-formed', formed: formedOf(nNeighbors) });
const make = (state: ExplorerState, nNeighbors: number) => run(state, ask(nNeighbors), form(nNeighbors));
const mapIn = (state: ExplorerState) => openAtlasOf(state)!.map;

describe('a selection, when the map takes another shape', () => {
  const lasso = [-1.1, -0.1, -0.5, -0.1, -0.5, 0.1, -1.1, 0.1];
  const rowsIn = (state: ExplorerState) => [...(selectionOf(state)?.rows ?? [])];
  const draw: Action = { type: 'lasso-drawn', lasso };
  const undo: Action = { type: 'shape-undone' };
  const putAway: Action = { type: 'lasso-drawn', lasso: null };

  test('drawn on the atlas’ own map is the same papers on every other, without its line, and in the address', () => {
    const drawn = run(rest, draw);
    const rows = rowsIn(drawn);
    expect(rows.length).toBeGreaterThan(2);
    expect(deriveScene(drawn)!.lasso).toBe(lasso);
    const asked = run(drawn, ask(20));
    const states = [asked, run(asked, form(20)), make(run(asked, form(20)), 9)];
    for (const state of states) {
      expect(rowsIn(state)).toEqual(rows);
      expect(decodeAddress(encodeAddress(addressOf(state)))).toMatchObject({ isLassoOfOwn: true });
    }
    expect(deriveScene(states[1]!)).toMatchObject({ lasso: null, outside: deriveScene(drawn)!.outside });
    const back = run(states[2]!, undo, undo);
    expect([rowsIn(back), deriveScene(back)!.lasso]).toEqual([rows, lasso]);
    expect(addressOf(back)).toMatchObject({ lasso, isLassoOfOwn: false, shape: null });
    // What its address opens is the same selection, whether or not that map is there yet.
    const address = decodeAddress(encodeAddress(addressOf(states[1]!)));
    const opened = run(rest, { type: 'address-changed', address });
    expect([rowsIn(opened), rowsIn(run(opened, form(20)))]).toEqual([rows, rows]);
  });

  test('drawn on another map is put away with it, which is said, and is back with it', () => {
    const drawn = run(make(rest, 20), draw);
    const rows = rowsIn(drawn);
    const next = make(drawn, 9);
    expect([next.lasso, next.done]).toEqual([null, { what: 'put-away' }]);
    expect(addressOf(next)).toMatchObject({ lasso: null, isLassoOfOwn: false });
    for (const back of [run(next, undo), run(drawn, ask(9), { type: 'forming-cancelled' })])
      expect([rowsIn(back), back.shape.aside]).toEqual([rows, null]);
    // One that was put away by hand stays away.
    const gone = run(next, undo, putAway, ask(9), undo);
    expect([gone.lasso, gone.shape.aside]).toEqual([null, null]);
  });

  test('of a map that an address asks for is told when that map is there', () => {
    const address = addressOf(run(make(rest, 20), draw));
    const opened = run(rest, { type: 'address-changed', address });
    expect([selectionOf(opened), deriveScene(opened)!.lasso]).toEqual([null, null]);
    const formed = run(opened, form(20));
    expect(rowsIn(formed)).toEqual(rowsIn(run(make(rest, 20), draw)));
    expect(deriveScene(formed)!.lasso).toBe(address.lasso);
  });
});

describe('a map of another shape', () => {
  test('is asked for, forms, and takes the place of the atlas’ own with all its figures', () => {
    const asked = run(rest, { type: 'region-chosen', region: 0 }, ask(20));
    expect(shapeToMake(asked)).toEqual(shapeOf(20));
    expect([mapIn(asked), asked.region, isForming(asked)]).toEqual([own, null, true]);
    expect(addressOf(asked).shape).toEqual(shapeOf(20));

    const shown = run(asked, form(20));
    expect(isForming(shown)).toBe(false);
    const { map, placement, keptNeighbors, origin } = openAtlasOf(shown)!;
    expect(map).toEqual(mapOf(20));
    expect([placement![0], keptNeighbors]).toEqual([Math.fround(1 / 20), 1 / 20]);
    expect([origin.trustworthiness, origin.continuity, origin.atlasId]).toEqual([
      0.7,
      0.6,
      atlas.origin.atlasId,
    ]);
    expect(knobsOf(shown)).toEqual(shapeOf(20));
    expect(ownMapOf(shown)).toBe(own);
  });

  test('is seen while it forms, without names; a report without a map leaves what is seen', () => {
    const asked = run(rest, ask(20));
    const report = (done: number, map: AtlasMap | null): Action => ({
      type: 'map-forming',
      shape: shapeOf(20),
      forming: { stage: 'map', done, total: 9, map },
    });
    expect(deriveScene(asked)!.xy).toBe(own.xy);
    const snapshot = { ...mapOf(3), regions: [] };
    const seen = run(asked, report(1, snapshot), report(2, null));
    expect(seen.shape.forming).toEqual({ stage: 'map', done: 2, total: 9, map: snapshot });
    expect([deriveScene(seen)!.xy, deriveScene(seen)!.regions]).toEqual([snapshot.xy, []]);
    expect(mapIn(seen)).toBe(own);
    const cancelled = run(seen, { type: 'forming-cancelled' });
    expect(deriveScene(cancelled)!.xy).toBe(own.xy);
    expect([cancelled.shape.asked, isForming(cancelled)]).toEqual([null, false]);
  });

  test('that nobody asks for any more is dropped, whatever comes of it', () => {
    const asked = run(rest, ask(20), ask(25));
    const error = { code: 'ABORTED' as const, message: 'x', details: {} };
    const forming = { stage: 'map', done: 1, total: 2, map: null };
    for (const late of [
      form(20),
      { type: 'forming-failed', shape: shapeOf(20), error },
      { type: 'map-forming', shape: shapeOf(20), forming },
    ] satisfies Action[])
      expect(run(asked, late)).toBe(asked);
  });

  test('that fails leaves the map that was there, and says why until the next is asked for', () => {
    const before = make(rest, 20);
    const error = { code: 'WORKER_FAILED' as const, message: 'out of memory', details: {} };
    const failed = run(before, ask(25), { type: 'forming-failed', shape: shapeOf(25), error });
    expect([failed.shape.error, failed.shape.asked, mapIn(failed)]).toEqual([
      error,
      shapeOf(20),
      mapIn(before),
    ]);
    expect(run(failed, ask(12)).shape.error).toBeNull();
  });

  test('as the atlas has it is none, and more neighbours than there are papers are all of them', () => {
    expect(run(rest, ask(15))).toBe(rest);
    expect(run(rest, ask(100)).shape.asked).toEqual(shapeOf(30));
    const blind = {
      ...rest,
      meaning: { phase: 'failed', part: 'vectors', error: {} },
    } as unknown as ExplorerState;
    expect(run(blind, ask(100)).shape.asked).toEqual(shapeOf(4));
    expect(mostNeighborsOf(blind)).toBe(4);
  });

  test('is not to be had of three papers, without a map, and without a graph', () => {
    const few = makeState(makeAtlas(papers.slice(0, 3)));
    expect([canReshape(rest), canReshape(few)]).toEqual([true, false]);
    expect(run(few, ask(20)).shape.asked).toBeNull();
    expect(canReshape(makeState({ ...atlas, graph: null }))).toBe(false);
    const mapless = run(makeState({ ...atlas, map: null }), ask(20));
    expect([canReshape(mapless), shapeToMake(mapless)]).toEqual([false, null]);
  });
});

describe('going back', () => {
  test('gives the very maps that were shown, in turn, and on again; the browser’s address follows', () => {
    const last = make(make(rest, 20), 25);
    const undo: Action = { type: 'shape-undone' };
    const redo: Action = { type: 'shape-redone' };
    const once = run(last, undo);
    const twice = run(once, undo);
    expect([mapIn(once), once.shape.asked]).toEqual([mapOf(20), shapeOf(20)]);
    expect([mapIn(twice), twice.shape.asked]).toEqual([own, null]);
    expect(mapIn(twice)).toBe(own);
    expect(openAtlasOf(twice)).toEqual(atlas);
    expect(run(twice, undo)).toBe(twice);
    expect(mapIn(run(twice, redo))).toBe(mapIn(once));
    expect(mapIn(run(twice, redo, redo))).toBe(mapIn(last));
    expect(run(last, redo)).toBe(last);
  });

  test('from a map that is forming is to the one that is there', () => {
    const forming = run(make(rest, 20), ask(25));
    const back = run(forming, { type: 'shape-undone' });
    expect([back.shape.asked, isForming(back)]).toEqual([shapeOf(20), false]);
    expect(run(forming, { type: 'shape-redone' })).toBe(forming);
  });

  test('and making another one forgets what was undone; a map that was made is there at once', () => {
    const undone = run(make(make(rest, 20), 25), { type: 'shape-undone' });
    const other = make(undone, 12);
    expect(run(other, { type: 'shape-redone' })).toBe(other);
    const again = run(other, ask(20));
    expect([isForming(again), mapIn(again)]).toEqual([false, mapIn(undone)]);
  });

  test('goes a dozen maps back, and no map is kept that one cannot go to', () => {
    const many = Array.from({ length: 20 }, (_, at) => at + 2).filter((at) => at !== 15);
    const last = many.reduce(make, rest);
    expect(last.shape.past).toHaveLength(12);
    // Those, the one that is shown, and the atlas' own.
    expect(last.shape.made).toHaveLength(14);
    expect(run(last, { type: 'shape-asked', shape: null }).atlas).toEqual(rest.atlas);
  });

  test('whatever is done, the map that stands is the one whose shape is said to be shown', () => {
    const actions = fc.oneof(
      fc.integer({ min: 2, max: 8 }).map(ask),
      fc.integer({ min: 2, max: 8 }).map(form),
      fc.constantFrom<Action>(
        { type: 'shape-undone' },
        { type: 'shape-redone' },
        { type: 'forming-cancelled' },
        { type: 'shape-asked', shape: null },
      ),
    );
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 60 }), (many) => {
        const { shape, ...state } = run(rest, ...many);
        const expected = shape.shown === null ? own : mapOf(shape.shown.nNeighbors);
        expect(mapIn({ shape, ...state })).toEqual(expected);
        for (const each of [...shape.past, ...shape.future])
          expect(shape.made.some((made) => made.shape?.nNeighbors === each?.nNeighbors)).toBe(true);
      }),
    );
  });
});

describe('an address with a shape', () => {
  const address = { ...addressOf(rest), shape: shapeOf(20), region: 0 };

  test('is asked for before the atlas is open, and settled when it is', () => {
    const loading = run(INITIAL_STATE, { type: 'address-changed', address });
    expect([loading.shape.asked, shapeToMake(loading)]).toEqual([shapeOf(20), null]);
    const opened = run(loading, { type: 'atlas-opened', atlas });
    expect(shapeToMake(opened)).toEqual(shapeOf(20));
    const same = { ...address, shape: atlas.mapOptions };
    const settled = run(
      INITIAL_STATE,
      { type: 'address-changed', address: same },
      { type: 'atlas-opened', atlas },
    );
    expect([settled.shape.asked, shapeToMake(settled)]).toEqual([null, null]);
  });

  test('has a region of that map: it is not open before the map is there, and one of the map before is not kept', () => {
    const opened = run(INITIAL_STATE, { type: 'address-changed', address }, { type: 'atlas-opened', atlas });
    expect([awaitsRegion(opened), openRegionOf(opened)]).toEqual([true, null]);
    const formed = run(opened, form(20));
    expect([awaitsRegion(formed), openRegionOf(formed)?.name]).toEqual([false, 'land']);
    const chosen = run(rest, ask(20), { type: 'region-chosen', region: 0 });
    expect(openRegionOf(chosen)?.name).toBe('land');
    expect(run(chosen, form(20)).region).toBeNull();
  });

  test('of a map that was made is shown at once', () => {
    const back = run(make(rest, 20), { type: 'address-changed', address: { ...address, shape: null } });
    expect([mapIn(back), isForming(back), back.region]).toEqual([own, false, 0]);
  });
});

test('the knobs and the legend of the colours stand in the same place: one of them at most is open', () => {
  const open = run(
    rest,
    { type: 'colour-panel-toggled', isOpen: true },
    { type: 'shape-panel-toggled', isOpen: true },
  );
  expect([open.isColourPanelOpen, open.shape.isPanelOpen, open.sheet]).toEqual([false, true, 'peek']);
  const other = run(open, { type: 'colour-panel-toggled', isOpen: true });
  expect([other.isColourPanelOpen, other.shape.isPanelOpen]).toEqual([true, false]);
});
