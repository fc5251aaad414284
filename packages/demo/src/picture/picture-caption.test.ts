import { expect, test } from 'vitest';
import { makeAnswer, makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { words } from '../words.ts';
import { captionOf } from './picture-caption.ts';

const atlas = makeAtlas([0, 1, 2].map((row) => makePaper(row)));
const placement = Float32Array.from([0, 0.5, 1]);
const options = {
  name: 'tides',
  starred: 0,
  colourName: (key: string) => key,
  scaleText: words.colour.share,
};
const heat = new Float32Array(3);

test('a picture of the map at rest needs no legend', () => {
  expect(captionOf(makeState(atlas), options)).toEqual({
    name: 'tides',
    facts: ['3 papers', 'Paper Atlas'],
    legend: [],
  });
});

test('heat has its ends, and says where nothing stands out; stars in the picture say what they are', () => {
  const legendOf = (more: object, starred = 0) =>
    captionOf(makeState(atlas, { query: 'a', answer: makeAnswer('a', [0], { heat, ...more }) }), {
      ...options,
      starred,
    }).legend.map(({ sign, text }) => [sign, text]);
  expect(legendOf({}, 2)).toEqual([
    ['swatch', 'far – close'],
    ['star', '2 starred'],
  ]);
  expect(legendOf({ weakFrom: 1 })).toEqual([['swatch', words.legend.faint]]);
  expect(legendOf({ mode: 'keyword', weakFrom: 1 })).toEqual([['swatch', 'weakly – strongly']]);
});

test('colours by numbers have both ends as the legend writes them', () => {
  const answer = makeAnswer('a', [0, 1], {
    heat,
    similarities: Float32Array.from([0.5, 0.4]),
    percentiles: Float32Array.from([99.9, 90]),
  });
  const colour = { by: 'closeness', isInverted: false };
  const { legend } = captionOf(makeState({ ...atlas, placement }, { query: 'a', answer, colour }), options);
  const [, ramp, grey] = legend;
  expect(ramp!.text).toBe('0\u00a0% – 100\u00a0%');
  expect(ramp!.colours.length).toBeGreaterThan(2);
  // The third paper is not in the list.
  expect(grey).toMatchObject({ sign: 'swatch', text: words.colour.without.closeness });
  expect(grey!.colours).toHaveLength(1);
});
