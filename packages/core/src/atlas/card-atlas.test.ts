import { beforeAll, expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { type Atlas, openAtlas } from './atlas.ts';
import { type CardAtlas, openCardAtlas } from './card-atlas.ts';

const papers = makePapers(60);
let held: Atlas;
let cards: CardAtlas;
beforeAll(async () => {
  const files = await buildInMemory(papers);
  const embedder = async () => createWordEmbedder();
  [held, cards] = [await openAtlas(files, { embedder }), await openCardAtlas(files, { embedder })];
});

test('an atlas by its cards holds no abstract, and gives each paper whole', async () => {
  expect(cards.cards).toHaveLength(60);
  expect('abstract' in cards.cards[0]!).toBe(false);
  expect(await cards.readPapers([7, 3])).toEqual([papers[7], papers[3]]);
});

test('it answers every question as one that holds its papers', async () => {
  const asked = [
    (atlas: CardAtlas) => atlas.search('graph message passing'),
    (atlas: CardAtlas) => atlas.search('"message passing" -noise year:>2005', { mode: 'keyword' }),
    (atlas: CardAtlas) => atlas.search('"policy" has:abstract'),
    (atlas: CardAtlas) => atlas.similar(['p3', 'p7'], { dislike: ['p1'], limit: 20 }),
    (atlas: CardAtlas) => atlas.rank('reward', { mode: 'hybrid' }),
    (atlas: CardAtlas) => atlas.explain('graph nodes', ['p0', 'p4']),
    (atlas: CardAtlas) => atlas.explainPair(['p0', 'p8'], 'p4'),
    (atlas: CardAtlas) => atlas.path('p0', 'p20'),
    (atlas: CardAtlas) => atlas.novelty(),
    (atlas: CardAtlas) =>
      atlas.cover([papers[5]!, papers[30]!, { ...papers[1]!, id: 'other', title: 'nowhere' }]),
    (atlas: CardAtlas) => atlas.tellingWords(['p0', 'p4', 'p8']),
  ];
  for (const ask of asked) expect(await ask(cards)).toEqual(await ask(held));
});

test('it says of an id that it does not have what the other says', async () => {
  const said = (atlas: CardAtlas) => atlas.similar('p99').catch((error: Error) => error.message);
  expect(await said(cards)).toBe(await said(held));
});

test('words that no file holds are indexed from the files of the papers', async () => {
  const files = await buildInMemory(papers, undefined, (kind) => kind !== 'keywords');
  const [one, other] = [await openCardAtlas(files), await openAtlas(files)];
  const mode = { mode: 'keyword' } as const;
  expect(await one.search('denoising', mode)).toEqual(await other.search('denoising', mode));
});
