import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { buildAtlas } from './build-atlas.ts';
import { evaluateAtlas } from './evaluate-atlas.ts';
import { rememberQueries } from './remembered-queries.ts';

let folder: string;
let atlas: string;
const papers = makePapers(40);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-'));
  atlas = join(folder, 'some.atlas');
  await buildAtlas(papers, { out: atlas, embedder: createWordEmbedder() });
});
afterAll(() => rm(folder, { recursive: true }));

const judged = {
  queries: [
    { id: '1', text: papers[5]!.abstract, grades: new Map([['p5', 1]]) },
    // Would be a filter that nothing passes, were it read as query language.
    {
      id: '2',
      text: 'year:1800 -diffusion venue:none "no such phrase" number 1',
      grades: new Map([['p1', 2]]),
    },
    {
      id: '3',
      text: 'graph',
      grades: new Map([
        ['elsewhere', 1],
        ['gone', 0],
      ]),
    },
  ],
  unjudged: Array.from({ length: 30 }, (_, i) => `u${i}`),
  withoutText: ['9'],
};

test('words alone need no model; the text is taken as it is; what cannot be found is told', async () => {
  const found = await evaluateAtlas(atlas, judged, { modes: ['keyword', 'keyword'], resamples: 200 });
  expect(found.queries).toBe(3);
  expect(Object.keys(found.modes)).toEqual(['keyword']);
  expect(found.modes['keyword']!['recall@100']).toBeCloseTo(2 / 3, 12);
  expect(found).toMatchObject({
    depth: 100,
    judgements: 4,
    missing: { count: 1, listed: ['elsewhere'] },
    unjudged: { count: 30, listed: expect.objectContaining({ length: 20 }) },
    withoutText: { count: 1, listed: ['9'] },
    differences: [],
    bootstrap: { resamples: 200, seed: 42 },
  });
});

test('only the first queries are asked when there is a limit', async () => {
  const found = await evaluateAtlas(atlas, judged, { modes: ['keyword'], limit: 1, resamples: 10 });
  expect(found).toMatchObject({ queries: 1, judgements: 1, missing: { count: 0 } });
});

test('modes and limits that are none are refused, and a stop is heard', async () => {
  const refused = { code: 'INVALID_ARGUMENT' };
  await expect(evaluateAtlas(atlas, judged, { limit: 0 })).rejects.toMatchObject(refused);
  await expect(evaluateAtlas(atlas, judged, { modes: ['magic' as 'keyword'] })).rejects.toMatchObject(
    refused,
  );
  await expect(evaluateAtlas(atlas, judged, { modes: [] })).rejects.toMatchObject(refused);
  const signal = AbortSignal.abort();
  await expect(evaluateAtlas(atlas, judged, { modes: ['keyword'], signal })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});

test('remembered queries are embedded once, cleaned, and have the vectors that they would have had', async () => {
  const words = createWordEmbedder();
  let calls = 0;
  const counting = {
    ...words,
    embed: (...args: Parameters<typeof words.embed>) => {
      calls++;
      return words.embed(...args);
    },
  };
  const remembering = await rememberQueries(counting, ['one  two', 'three', 'three']);
  expect(await remembering.embed(['one two'], 'query')).toEqual(await words.embed(['one two'], 'query'));
  expect(await remembering.embed(['three'], 'query')).toEqual(await words.embed(['three'], 'query'));
  expect(calls).toBe(1);
  expect(await remembering.embed(['another'], 'query')).toEqual(await words.embed(['another'], 'query'));
  await remembering.embed(['three'], 'document');
  expect(calls).toBe(3);
});
