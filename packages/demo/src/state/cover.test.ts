import { expect, test } from 'vitest';
import type { Bibliography, CoverAnswer } from './cover-state.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { reduce } from './reduce.ts';
import { deriveScene } from './scene.ts';

const papers = Array.from({ length: 4 }, (_, row) => makePaper(row));
const bibliography: Bibliography = { name: 'my.bib', papers: papers.slice(0, 1) };
const answer: CoverAnswer = {
  ...{ found: 1, entries: 1, rows: [0], missing: [] },
  outside: Uint8Array.of(0, 1, 1, 1),
  regions: [{ found: 1, next: { row: 1, nearest: 0, similarity: 0.9, percentile: 99 } }],
};
const laid = reduce(makeState(makeAtlas(papers), { selected: 'p1', region: 0 }), {
  type: 'bibliography-laid',
  bibliography,
});
const answered = reduce(laid, { type: 'cover-answered', bibliography, answer, map: null });

test('a bibliography takes the place of what is open, its papers are lit, and all others turn grey', () => {
  expect(laid).toMatchObject({ selected: null, region: null, cover: { answer: null } });
  expect(deriveScene(answered)).toMatchObject({ outside: answer.outside, hits: [0] });
});

test('regions and papers open on top of it, and one steps back to it, then out of it', () => {
  const region = reduce(answered, { type: 'region-chosen', region: 0 });
  const paper = reduce(region, { type: 'paper-selected', id: 'p1' });
  expect(paper.cover).toBe(answered.cover);
  const back = reduce(reduce(paper, { type: 'stepped-back' }), { type: 'stepped-back' });
  expect(back).toMatchObject({ selected: null, region: null, cover: answered.cover });
  expect(reduce(back, { type: 'stepped-back' }).cover).toBeNull();
});

test('what one types, and filters, are asked of all papers', () => {
  expect(reduce(answered, { type: 'query-typed', query: 'tides' }).cover).toBeNull();
  expect(reduce(answered, { type: 'filter-panel-toggled', isOpen: true }).cover).toBeNull();
});

test('what is found, or fails, of another bibliography is left aside', () => {
  const other: Bibliography = { name: 'other.bib', papers: [] };
  expect(reduce(laid, { type: 'cover-answered', bibliography: other, answer, map: null })).toBe(laid);
  const error = { code: 'ATLAS_DAMAGED', message: 'x', details: {} } as const;
  expect(reduce(laid, { type: 'cover-failed', bibliography: other, error })).toBe(laid);
  expect(reduce(laid, { type: 'cover-failed', bibliography, error }).cover?.error).toBe(error);
});
