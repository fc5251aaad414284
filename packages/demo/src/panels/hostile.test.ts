import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atlasNameOf, readPlaces } from '../places.ts';
import { makeAtlas, makePaper, makeState } from '../state/made-state.ts';
import { linksOf, parseWebAddress } from './links.ts';
import { noticesOf } from './notices.ts';

describe('links of a paper', () => {
  test('lead to its DOI, to arXiv and to its page, or to a search for its title', () => {
    const paper = makePaper(0, {
      title: 'A & B?',
      doi: '10.1000/a b'.replace(' ', '_'),
      arxivId: '2001.01234',
      url: 'https://example.org/x',
    });
    expect(linksOf(paper).map(({ href }) => href)).toEqual([
      'https://doi.org/10.1000/a_b',
      'https://arxiv.org/abs/2001.01234',
      'https://example.org/x',
    ]);
    expect(linksOf(makePaper(0, { title: 'A & B?' }))).toEqual([
      { kind: 'search', href: 'https://scholar.google.com/scholar?q=A+%26+B%3F' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '//example.org',
    'x',
    '',
  ])('never lead to %s', (url) => {
    expect(parseWebAddress(url)).toBeNull();
    expect(linksOf(makePaper(0, { url })).map(({ kind }) => kind)).toEqual(['search']);
  });

  test('are http or https, whatever the paper says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, text, (title, doi, arxivId, url) => {
        for (const { href } of linksOf(makePaper(0, { title, doi, arxivId, url })))
          expect(['http:', 'https:']).toContain(new URL(href).protocol);
      }),
    );
  });
});

describe('the place of the atlas', () => {
  test.each([
    ['http://h/x/', 'http://h/x/atlas/'],
    ['http://h/x/index.html?q=a#b', 'http://h/x/atlas/'],
    ['http://h/x/?atlas=https://o.org/my.atlas', 'https://o.org/my.atlas'],
    ['http://h/x/?atlas=../other/', 'http://h/other/'],
  ])('of %s is %s', (page, atlasUrl) => {
    expect(readPlaces(page)).toMatchObject({
      atlasUrl,
      modelsUrl: 'http://h/x/models/',
      runtimeUrl: 'http://h/x/runtime/',
    });
  });

  test.each(['javascript:alert(1)', 'data:application/json,{}', 'file:///etc', 'blob:http://h/1'])(
    'is never %s',
    (atlas) => {
      expect(readPlaces(`http://h/?atlas=${encodeURIComponent(atlas)}`)).toBeNull();
    },
  );
});

test.each([
  ['http://h/x/', null],
  ['http://h/x/?atlas=https://o.org/a/my.atlas', 'my'],
  ['http://h/x/?atlas=../2024%2520reading.atlas/', '2024 reading'],
  ['http://h/x/?atlas=https://o.org/%25zz', '%zz'],
  ['http://h/x/?atlas=https://o.org/', null],
  ['http://h/x/?atlas=atlas/', null],
  ['http://h/x/?atlas=javascript:alert(1)', null],
])('the atlas of %s is called %s', (page, name) => {
  expect(atlasNameOf(page)).toBe(name);
});

describe('notices', () => {
  const damaged = (file: string) => ({
    code: 'ATLAS_DAMAGED' as const,
    message: `${file} is missing`,
    details: { file },
  });
  const atlas = makeAtlas([makePaper(0), makePaper(1)]);

  test('name the file and what still works, each once', () => {
    const file = 'data/embeddings-0123456789abcdef.f32';
    const state = makeState(
      { ...atlas, problems: [damaged('data/regions-0123456789abcdef.json'), damaged(file)] },
      { meaning: { phase: 'failed', part: 'vectors', error: damaged(file) } },
    );
    const notices = noticesOf(state);
    expect(notices.map(({ title }) => title)).toEqual([
      'data/regions-0123456789abcdef.json is damaged or missing',
      `${file} is damaged or missing`,
    ]);
    expect(notices[0]!.works).toContain('names of regions are left out');
    expect(notices[1]!.works).toContain('Search by words works');
  });

  test('tell another model from a missing one', () => {
    const failed = (code: 'MODEL_NOT_FOUND' | 'MODEL_MISMATCH') =>
      noticesOf(
        makeState(atlas, {
          meaning: { phase: 'failed', part: 'model', error: { code, message: 'why', details: {} } },
        }),
      )[0]!.works;
    expect(failed('MODEL_MISMATCH')).toContain(
      'not the one this atlas was made with (Xenova/all-MiniLM-L6-v2)',
    );
    expect(failed('MODEL_NOT_FOUND')).toContain('not here');
  });
});
