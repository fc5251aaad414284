import { describe, expect, test } from 'vitest';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import type { FoundPath } from './path-state.ts';
import { reduce } from './reduce.ts';
import { deriveScene } from './scene.ts';
import type { ExplorerState } from './state.ts';

const papers = Array.from({ length: 5 }, (_, row) => makePaper(row));
const state = (more: Partial<ExplorerState> = {}) => makeState(makeAtlas(papers), more);
const found = (from: string, to: string): FoundPath => ({
  ends: { from, to },
  isWhole: true,
  steps: [0, 3, 4].map((row) => ({ row, closeness: row === 0 ? null : { similarity: 0.6, percentile: 95 } })),
  direct: { similarity: 0.2, percentile: 30 },
});
const choosing = reduce(state({ selected: 'p0' }), { type: 'path-asked', from: 'p0', to: null });
const asked = reduce(choosing, { type: 'paper-selected', id: 'p4' });
const shown = reduce(asked, { type: 'path-found', path: found('p0', 'p4') });

describe('a reading path', () => {
  test('goes from the open paper to the next that is opened, which then is not open itself', () => {
    expect(choosing).toMatchObject({ selected: null, path: { from: 'p0', to: null } });
    expect(asked).toMatchObject({ selected: null, path: { from: 'p0', to: 'p4' }, foundPath: null });
  });

  test('does not end where it begins: the paper is opened, and the end is still to be chosen', () => {
    const opened = reduce(choosing, { type: 'paper-selected', id: 'p0' });
    expect(opened).toMatchObject({ selected: 'p0', path: { from: 'p0', to: null } });
  });

  test('leaves the region beneath it: its end may stand there, and Esc comes back to it', () => {
    const inRegion = reduce(state({ region: 0, selected: 'p0' }), {
      type: 'path-asked',
      from: 'p0',
      to: null,
    });
    expect(inRegion).toMatchObject({ selected: null, region: 0 });
    const ended = reduce(inRegion, { type: 'paper-selected', id: 'p2' });
    expect(ended).toMatchObject({ path: { from: 'p0', to: 'p2' }, region: 0 });
    expect([deriveScene(inRegion)!.region, deriveScene(ended)!.region]).toEqual([0, null]);
    const back = reduce(ended, { type: 'stepped-back' });
    expect(back).toMatchObject({ selected: 'p0', path: null, region: 0 });
    expect(reduce(back, { type: 'stepped-back' })).toMatchObject({ selected: null, region: 0 });
  });

  test('its end may be searched for, and looked for in a region', () => {
    const typed = reduce(choosing, { type: 'query-typed', query: 'tides' });
    const inRegion = reduce(typed, { type: 'region-chosen', region: 0 });
    expect(inRegion).toMatchObject({ path: { from: 'p0', to: null }, query: 'tides', region: 0 });
  });

  test('is drawn on the map in its order, and the paper where it begins is marked before that', () => {
    expect(deriveScene(choosing)).toMatchObject({ selected: 0, path: [] });
    expect(deriveScene(shown)).toMatchObject({ selected: null, path: [0, 3, 4] });
  });

  test('stays while its papers are opened, and steps back to the paper where it began', () => {
    const opened = reduce(shown, { type: 'paper-selected', id: 'p3' });
    expect(opened).toMatchObject({ selected: 'p3', foundPath: shown.foundPath });
    const back = reduce(opened, { type: 'stepped-back' });
    expect(back).toMatchObject({ selected: null, foundPath: shown.foundPath });
    expect(reduce(back, { type: 'stepped-back' })).toMatchObject({
      selected: 'p0',
      path: null,
      foundPath: null,
    });
    expect(reduce(choosing, { type: 'stepped-back' })).toMatchObject({ selected: 'p0', path: null });
  });

  test.each([
    { type: 'query-typed', query: 'tides' },
    { type: 'region-chosen', region: 0 },
    { type: 'filter-panel-toggled', isOpen: true },
  ] as const)('is put away by $type', (action) => {
    expect(reduce(shown, action)).toMatchObject({ path: null, foundPath: null });
  });

  test('what was found or failed of another path is left aside', () => {
    expect(reduce(asked, { type: 'path-found', path: found('p1', 'p4') }).foundPath).toBeNull();
    const error = { code: 'ATLAS_DAMAGED', message: 'x', details: {} } as const;
    expect(reduce(asked, { type: 'path-failed', from: 'p0', to: 'p1', error }).pathError).toBeNull();
    expect(reduce(asked, { type: 'path-failed', from: 'p0', to: 'p4', error }).pathError).toBe(error);
  });
});
