import fc from 'fast-check';
import { SEARCH_MODES } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { closeLasso } from '../map/lasso-line.ts';
import { cleanColour, NO_COLOURING } from './colour-choice.ts';
import { cleanFilters } from './filters.ts';
import { cleanJudged } from './judgements.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { cleanShape } from './map-shape.ts';
import {
  type Address,
  clipQuery,
  decodeAddress,
  encodeAddress,
  foreignPart,
  historyStep,
  MAX_QUERY,
  roundView,
} from './url.ts';

const views = fc.record({
  x: fc.double({ min: -4, max: 4, noNaN: true }),
  y: fc.double({ min: -4, max: 4, noNaN: true }),
  k: fc.double({ min: 0.01, max: 1000, noNaN: true }),
});
const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((id) => id.isWellFormed());
const judged = fc.record({ liked: fc.array(ids), disliked: fc.array(ids) }).map(cleanJudged);
const end = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }));
const filters = fc
  .array(
    fc.record({
      key: fc.oneof(
        fc.constantFrom('year', 'venue', 'category', 'author', 'has'),
        ids.map((name) => `x.${name}`),
      ),
      values: fc.array(fc.oneof(ids, fc.constant('abstract'), fc.constant('1..2'))),
      range: fc.option(fc.tuple(end, end)),
    }),
  )
  .map(cleanFilters);
const shapes = fc
  .record({
    nNeighbors: fc.integer({ min: -5, max: 500 }),
    minDist: fc.double({ min: -1, max: 2, noNaN: true }),
    seed: fc.integer({ min: -5, max: 2 ** 33 }),
  })
  .map((shape) => cleanShape(shape)!);
const lassos = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 600 })
  .map((drawn) => closeLasso(drawn));
const addresses: fc.Arbitrary<Address> = fc
  .record({
    query: fc.string({ unit: 'binary', maxLength: 200 }).map(clipQuery),
    mode: fc.constantFrom(...SEARCH_MODES),
    judged,
    filters,
    pair: fc.option(fc.uniqueArray(ids, { minLength: 1, maxLength: 2 })),
    ends: fc.option(fc.uniqueArray(ids, { minLength: 1, maxLength: 2 })),
    region: fc.option(fc.nat(999_999)),
    lasso: lassos,
    isOfOwn: fc.boolean(),
    colour: fc
      .tuple(
        fc.option(
          fc.oneof(
            fc.constantFrom('region', 'placement', 'closeness', 'novelty', 'year', 'venue', 'nothing'),
            ids.map((name) => `x.${name}`),
          ),
        ),
        fc.boolean(),
      )
      .map(([by, isInverted]) => cleanColour(by, isInverted)),
    shape: fc.option(shapes),
    view: fc.option(views.map(roundView)),
  })
  .map(({ judged, pair, ends, isOfOwn, ...rest }) => ({
    ...rest,
    isLassoOfOwn: isOfOwn && rest.lasso !== null && rest.shape !== null,
    ...judged,
    paper: pair?.[0] ?? null,
    compared: pair?.[1] ?? null,
    path: ends && { from: ends[0]!, to: ends[1] ?? null },
  }));

const NOTHING: Address = {
  query: '',
  mode: 'hybrid',
  liked: [],
  disliked: [],
  filters: [],
  paper: null,
  compared: null,
  path: null,
  region: null,
  lasso: null,
  isLassoOfOwn: false,
  colour: NO_COLOURING,
  shape: null,
  view: null,
};

describe('the address', () => {
  test('gives back what was put into it, from the fragment of a URL as from its query part', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const text = encodeAddress(address);
        const url = new URL(`https://example.org/${text}`);
        expect(decodeAddress(url.hash)).toEqual(address);
        expect(decodeAddress(text.replace('#', '?'))).toEqual(address);
        expect(encodeAddress(decodeAddress(text))).toBe(text);
      }),
    );
  });

  test('leaves nothing of its own in the query part, and there what is not its own', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const own = encodeAddress(address).replace(/^#/, '&');
        expect(foreignPart(`?atlas=https%3A%2F%2Fexample.org%2Fa.atlas${own}&from=mail`)).toBe(
          '?atlas=https%3A%2F%2Fexample.org%2Fa.atlas&from=mail',
        );
        expect(foreignPart(own.replace(/^&/, '?'))).toBe('');
      }),
    );
  });

  test('is never broken by what stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webQueryParameters(), (view, search) => {
        const address = decodeAddress(`?${search}&view=${encodeURIComponent(view)}`);
        expect(decodeAddress(encodeAddress(address))).toEqual(address);
      }),
    );
  });

  test('holds nothing when there is nothing to hold', () => {
    expect(encodeAddress(NOTHING)).toBe('');
  });

  test.each(['', '1,2', 'NaN,0,1', '0,0,0', '0,0,-1', '9,0,1', '0,0,1e9', '0,0,1,1', 'Infinity,0,1'])(
    'takes no view from "%s"',
    (view) => {
      expect(decodeAddress(`?view=${view}`).view).toBeNull();
    },
  );

  test.each(['', '-1', '1.5', '01', '1e3', '9999999', 'x'])('takes no region from "%s"', (region) => {
    expect(decodeAddress(`?region=${region}`).region).toBeNull();
  });

  test.each([
    '',
    '15',
    '15,0.1',
    '15,0.1,42,1',
    '15,,42',
    '-15,0.1,42',
    '1e2,0.1,42',
    'NaN,0.1,42',
    '15,0.1,x',
  ])('takes no shape of the map from "%s"', (shape) => {
    expect(decodeAddress(`?shape=${shape}`).shape).toBeNull();
  });

  test('takes a shape beyond what there is for the nearest that there is', () => {
    expect(decodeAddress('?shape=1,7.123,9999999999').shape).toEqual({
      nNeighbors: 2,
      minDist: 1,
      seed: 2 ** 32 - 1,
    });
  });

  test.each(['', 'AAA', 'AAAAAA'.repeat(4), 'AAA!AA'.repeat(4), 'QABQAB'.repeat(65), 'ÄAAAAA'.repeat(3)])(
    'takes no lasso from "%s"',
    (lasso) => {
      expect(decodeAddress(`?lasso=${lasso}`).lasso).toBeNull();
    },
  );

  test('holds a lasso of 64 corners in less than 400 signs', () => {
    const circle = Array.from({ length: 500 }, (_, at) => [Math.cos(at / 80), Math.sin(at / 80)]).flat();
    const lasso = closeLasso(circle)!;
    expect(lasso).toHaveLength(128);
    expect(encodeAddress({ ...NOTHING, lasso }).length).toBeLessThan(400);
  });

  test.each(['?with=p1', '?paper=p1&with=p1', '?paper=p1&with='])(
    'lays no paper beside none or itself: "%s"',
    (text) => {
      expect(decodeAddress(text).compared).toBeNull();
    },
  );

  test.each(['?path=', '?path=&path=', '?to=p1'])('finds no path in "%s"', (text) => {
    expect(decodeAddress(text).path).toBeNull();
  });

  test('takes a path from a paper to itself for one whose end is being chosen', () => {
    expect(decodeAddress('?path=p1&path=p1').path).toEqual({ from: 'p1', to: null });
  });

  test('cuts a query that no address could carry, and lone surrogates in it', () => {
    expect(clipQuery('x'.repeat(MAX_QUERY + 5))).toHaveLength(MAX_QUERY);
    expect(clipQuery('a\ud800b').isWellFormed()).toBe(true);
  });

  test.each(['\0', '\u200b\u00ad', '\u202e\u202c', '\x1b'])(
    'takes %j, which nobody sees, for no query',
    (text) => {
      expect(decodeAddress(`#q=${encodeURIComponent(text)}`).query).toBe('');
      expect(clipQuery(`a${text}b c`)).toBe('ab c');
    },
  );

  test('leaves joiners in a query: emoji and Persian are written with them', () => {
    for (const text of ['\u{1f469}\u200d\u{1f467}', '\u0645\u06cc\u200c\u0631\u0648\u0645'])
      expect(clipQuery(text)).toBe(text);
  });
});

describe('the history', () => {
  const rest = makeState(makeAtlas([makePaper(0), makePaper(1)]));
  const asked = { nNeighbors: 30, minDist: 0.1, seed: 42 };
  const other = { ...asked, nNeighbors: 31 };
  const shaped = { ...rest, shape: { ...rest.shape, asked, isMoving: true } };
  const typed = { ...rest, query: 'a', isTyping: true };

  test.each([
    ['another paper is a new entry', rest, { ...rest, selected: 'p1' }, 'push'],
    [
      'another pair is a new entry',
      { ...rest, selected: 'p1' },
      { ...rest, selected: 'p1', compared: 'p0' },
      'push',
    ],
    ['another path is a new entry', rest, { ...rest, path: { from: 'p0', to: 'p1' } }, 'push'],
    ['another judgement is a new entry', rest, { ...rest, liked: ['p1'] }, 'push'],
    ['another lasso is a new entry', rest, { ...rest, lasso: [0, 0, 1, 0, 1, 1] }, 'push'],
    ['another region is a new entry', rest, { ...rest, region: 0 }, 'push'],
    ['the first move of a knob of the map is a new entry', rest, shaped, 'push'],
    ['further moves change it', shaped, { ...rest, shape: { ...shaped.shape, asked: other } }, 'replace'],
    ['the first key of a query is a new entry', rest, typed, 'push'],
    ['further keys change it', typed, { ...typed, query: 'ab' }, 'replace'],
    [
      'after a pause the next query is a new entry',
      { ...typed, isTyping: false },
      { ...typed, query: 'b' },
      'push',
    ],
    ['moving the map changes the entry', rest, { ...rest, view: { x: 0, y: 0, k: 2 } }, 'replace'],
    ['what the address does not hold changes nothing', rest, { ...rest, hovered: 1 }, 'none'],
  ] as const)('%s', (_name, before, after, step) => {
    expect(historyStep(before, after)).toBe(step);
  });
});
