import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lassoOfBox } from '../map/lasso-line.ts';
import { framedLasso, moveFrame } from './lasso.ts';
import { makeAnswer, makeAtlas, makePaper, makeState } from './made-state.ts';
import { reduce } from './reduce.ts';
import { deriveScene } from './scene.ts';
import { framedCountOf, listedRowsOf, placesOf, selectionOf, touchedRegionsOf } from './selection.ts';

// Ten papers on a line, from -1 to 0.8.
const atlas = makeAtlas(Array.from({ length: 10 }, (_, row) => makePaper(row)));
const lasso = lassoOfBox({ minX: -0.5, maxX: 0.15, minY: -0.1, maxY: 0.1 })!;
const rest = makeState(atlas);
const drawn = reduce(rest, { type: 'lasso-drawn', lasso });
const greyed = Uint8Array.from({ length: 10 }, (_, row) => (row === 4 ? 1 : 0));

describe('a selection', () => {
  test('is what lies within the lasso, less what is grey on the map', () => {
    expect(selectionOf(rest)).toBeNull();
    expect([...selectionOf(drawn)!.rows]).toEqual([3, 4, 5]);
    const filtered = { ...drawn, answer: makeAnswer('a', [], { outside: greyed }) };
    const { rows, leftOut, outside } = selectionOf(filtered)!;
    expect([...rows]).toEqual([3, 5]);
    expect(leftOut).toBe(1);
    expect(outside.filter((out) => out === 0)).toHaveLength(2);
    expect(framedCountOf(filtered, lasso)).toBe(2);
  });

  test('is the same one as long as nothing else is selected', () => {
    expect(selectionOf({ ...drawn, hovered: 1 })).toBe(selectionOf(drawn));
  });

  test('is listed as the answer ranks it, and what the answer has not as it is central', () => {
    const heat = new Float32Array(10);
    const asked = { ...drawn, answer: makeAnswer('a', [9, 5, 4, 0], { heat }) };
    expect(listedRowsOf(asked, atlas)).toEqual([5, 4, 3]);
    // Each paper's nearest are the next three: 5 is among those of 3 and 4, 4 of those of 3.
    expect(listedRowsOf(drawn, atlas)).toEqual([5, 4, 3]);
  });

  test('tells of each region how much of it is selected, of one level: the wide ones, or those within a single one', () => {
    expect(touchedRegionsOf(drawn)).toEqual([{ region: 0, papers: 3 }]);
    const touchedOf = (regions: readonly number[]) => {
      const membership = Int32Array.from(regions);
      return touchedRegionsOf(reduce(makeState({ ...atlas, map: { ...atlas.map!, membership } }), draw));
    };
    const draw = { type: 'lasso-drawn', lasso } as const;
    const before = [0, 1, 0, 1, 0, 1];
    const after = [0, 1, 0, 1, 0, 1, 0, 1];
    expect(touchedOf([...before, 0, 1, 0, 2, 0, 2, ...after])).toEqual([
      { region: 2, papers: 2 },
      { region: 1, papers: 1 },
    ]);
    expect(touchedOf([...before, 0, 1, 3, 2, 3, -1, ...after])).toEqual([
      { region: 3, papers: 2 },
      { region: 0, papers: 1 },
    ]);
  });

  test('alone is lit by a question: papers outside it are no hits, and as cold as what a filter leaves out', () => {
    const heat = Float32Array.from({ length: 10 }, (_, row) => row / 10);
    const answer = makeAnswer('a', [9, 5, 3, 4, 0], { heat, weakFrom: 4 });
    const lit = deriveScene({ ...drawn, query: 'a', answer })!;
    expect(lit.hits).toEqual([5, 3]);
    expect([...lit.heat!]).toEqual([...heat].map((warmth, row) => (row >= 3 && row <= 5 ? warmth : 0)));
    const all = deriveScene({ ...rest, query: 'a', answer })!;
    expect([all.hits, all.heat]).toEqual([[9, 5, 3], heat]);
  });

  test('is listed with the places that its papers have in the answer', () => {
    const asked = { ...drawn, answer: makeAnswer('a', [9, 5, 4, 0], { heat: new Float32Array(10) }) };
    expect([5, 4, 3].map((row) => placesOf(asked)!.get(row))).toEqual([1, 2, undefined]);
    expect(placesOf(drawn)).toBeNull();
  });
});

describe('drawing a lasso', () => {
  test('puts away what was open; paper and region open on top of it, and Esc comes back to it', () => {
    const open = { ...rest, region: 0, selected: 'p1', compared: 'p2', sheet: 'full' as const };
    const next = reduce(open, { type: 'lasso-drawn', lasso });
    expect(next).toMatchObject({ lasso, region: null, selected: null, compared: null, sheet: 'peek' });
    const region = reduce(next, { type: 'region-chosen', region: 0 });
    const paper = reduce(region, { type: 'paper-selected', id: 'p4' });
    const back = [1, 2].reduce((state) => reduce(state, { type: 'stepped-back' }), paper);
    expect(back).toMatchObject({ lasso, region: null, selected: null });
    expect(reduce(back, { type: 'stepped-back' }).lasso).toBeNull();
  });

  test('what one types is asked of all papers', () => {
    expect(reduce(drawn, { type: 'query-typed', query: 'a' }).lasso).toBeNull();
  });

  test('an address with the same lasso leaves the same selection', () => {
    const address = {
      ...{
        query: '',
        mode: 'hybrid' as const,
        liked: [],
        disliked: [],
        filters: [],
        paper: 'p1',
        compared: null,
      },
      ...{
        path: null,
        region: null,
        shape: null,
        lasso: [...lasso],
        isLassoOfOwn: false,
        colour: rest.colour,
        view: null,
      },
    } as const;
    expect(reduce(drawn, { type: 'address-changed', address }).lasso).toBe(lasso);
  });
});

describe('a frame', () => {
  const window = { minX: -1, maxX: 1, minY: -0.5, maxY: 0.5 };
  const begun = reduce(rest, { type: 'area-choosing', isOn: true, frameIn: window });

  test('begins in the middle of what is seen, is moved, sized, and given up', () => {
    const { frame } = begun.choosing!;
    expect([frame!.minX + frame!.maxX, frame!.minY + frame!.maxY]).toEqual([0, 0]);
    const move = { direction: 'right', isSizing: false } as const;
    const moved = reduce(begun, { type: 'frame-moved', move, window }).choosing!.frame!;
    expect(moved.minX).toBeGreaterThan(frame!.minX);
    expect(moved.maxX - moved.minX).toBeCloseTo(frame!.maxX - frame!.minX);
    const size = { direction: 'down', isSizing: true } as const;
    const sized = reduce(begun, { type: 'frame-moved', move: size, window }).choosing!.frame!;
    expect(sized.maxY - sized.minY).toBeLessThan(frame!.maxY - frame!.minY);
    expect(framedLasso(begun)).toHaveLength(8);
    expect(reduce(begun, { type: 'stepped-back' }).choosing).toBeNull();
  });

  test('stays in sight and has an inside, whatever keys are pressed', () => {
    const moves = fc.array(
      fc.record({ direction: fc.constantFrom('up', 'down', 'left', 'right'), isSizing: fc.boolean() }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(moves, (list) => {
        let choice = moveFrame({ frame: null }, window, null);
        for (const move of list) choice = moveFrame(choice, window, move);
        const { minX, maxX, minY, maxY } = choice.frame!;
        expect(maxX).toBeGreaterThan(minX);
        expect(maxY).toBeGreaterThan(minY);
        // Something of it is always seen.
        expect(minX < window.maxX && maxX > window.minX && minY < window.maxY && maxY > window.minY).toBe(
          true,
        );
      }),
    );
  });
});
