import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORPUS, TEXT } from '../../tests/support/made-texts.ts';
import type { BM25Index } from './bm25-index.ts';
import { buildKeywordIndex } from './build-keyword-index.ts';
import type { KeywordQuery } from './keyword-index.ts';
import { isStopWord } from './stop-words.ts';

const indexOf = (abstracts: readonly string[]): Promise<BM25Index> =>
  buildKeywordIndex(abstracts.map((abstract) => ({ title: '', abstract })));

/** The rows that a query finds, best first. */
function search(index: BM25Index, query: string | KeywordQuery): number[] {
  const { scores } = index.score(typeof query === 'string' ? { text: query } : query);
  const found = Array.from(scores.keys()).filter((row) => scores[row]! > 0);
  return found.sort((a, b) => scores[b]! - scores[a]! || a - b);
}

describe('the last word as a prefix', () => {
  const TEXTS = [
    'transformers attend',
    'we transform data',
    'universities teach',
    'a gan',
    'gang of ganglia',
  ];

  test('finds the words that it may become', async () => {
    const index = await indexOf(TEXTS);
    const { terms } = index.score({ text: 'transfo', isPrefix: true });
    expect(search(index, { text: 'transfo', isPrefix: true }).sort()).toEqual([0, 1]);
    expect(terms[0]).toMatchObject({ word: 'transfo', kind: 'prefix', terms: ['transform'] });
  });

  test.each(['u', 'univ', 'universi', 'universit', 'university', 'universities'])(
    'is found at every letter, past its stem too: %s',
    async (text) => {
      expect(search(await indexOf(TEXTS), { text, isPrefix: true })).toEqual([2]);
    },
  );

  test('ranks the word itself before what it may become', async () => {
    const found = search(await indexOf(TEXTS), { text: 'gan', isPrefix: true });
    expect(found[0]).toBe(3);
    expect(found).toContain(4);
  });

  test('counts as one word, however many it may become', async () => {
    const many = Array.from(
      { length: 50 },
      (_, i) => `gra${String.fromCharCode(97 + (i % 26), 97 + (i % 7))}`,
    );
    const index = await indexOf([many.join(' '), 'tree', 'tree sea', 'sea']);
    const { scores, terms } = index.score({ text: 'gra', isPrefix: true });
    expect(terms[0]!.terms.length).toBeGreaterThan(20);
    expect(scores[0]).toBeLessThan(terms[0]!.idf);
    expect(terms[0]!.idf).toBeCloseTo(index.score({ text: many[0]! }).terms[0]!.idf, 10);
  });

  test('is none before a space, and none in the midst', async () => {
    const index = await indexOf(TEXTS);
    expect(search(index, { text: 'transfo ', isPrefix: true, corrects: false })).toEqual([]);
    expect(search(index, { text: 'transfo gan', isPrefix: true, corrects: false })).toEqual([3, 4]);
    expect(search(index, { text: 'transfo', corrects: false })).toEqual([]);
  });

  test('may be a stop word, or the end of a compound', async () => {
    const index = await indexOf(['information theory', 'self-supervised']);
    expect(search(index, { text: 'in', isPrefix: true })).toEqual([0]);
    expect(search(index, { text: 'self-sup', isPrefix: true })).toEqual([1]);
    expect(search(index, { text: 'selfsup', isPrefix: true })).toEqual([1]);
  });

  test('never has fewer rows than the same word alone', async () => {
    await fc.assert(
      fc.asyncProperty(CORPUS, TEXT, async (texts, text) => {
        const index = await buildKeywordIndex(texts);
        const prefix = index.score({ text, isPrefix: true, corrects: false });
        const exact = index.score({ text, corrects: false });
        exact.scores.forEach((score, row) => {
          if (score > 0 && exact.terms.length === prefix.terms.length)
            expect(prefix.scores[row]).toBeGreaterThan(0);
        });
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe('a word that occurs nowhere', () => {
  const TEXTS = [
    'transformer attention',
    'attention and learning',
    'graph convolution learning',
    'convolution',
    'Глубокое обучение',
    'form from farm',
  ];

  test.each([
    ['transfromer', 'exchanged', ['transform'], 'transformer', [0]],
    ['atention', 'left out', ['attent'], 'attention', [0, 1]],
    ['convollution', 'too many', ['convolut'], 'convolution', [2, 3]],
    ['grapg', 'another', ['graph'], 'graph', [2]],
    ['learnign', 'exchanged in its ending', ['learn'], 'learning', [1, 2]],
    ['обучениа', 'another, in another script', ['обучение'], 'обучение', [4]],
  ])(
    'stands for a word with one letter changed, and says for which: %s (%s)',
    async (text, _, terms, instead, rows) => {
      const index = await indexOf(TEXTS);
      expect(search(index, text).sort()).toEqual(rows);
      const [term] = index.score({ text }).terms;
      expect(term).toMatchObject({ word: text, kind: 'corrected', terms, instead: [instead] });
    },
  );

  test('stands for nothing when asked so, or when it is short, has digits, or is far from all', async () => {
    const index = await indexOf(TEXTS);
    expect(search(index, { text: 'transfromer', corrects: false })).toEqual([]);
    for (const text of ['frm', 'gr4ph', 'grxxh', 'zzzzzz']) {
      expect(search(index, text)).toEqual([]);
      expect(index.score({ text }).terms).toMatchObject([
        { word: text, kind: 'missing', terms: [], instead: [], idf: 0 },
      ]);
    }
  });

  test('is not looked for where the word itself is known', async () => {
    const index = await indexOf(['graph', 'graphs graph', 'grape']);
    expect(search(index, 'grape')).toEqual([2]);
  });

  test('keeps its first letter if it can, and is rather a frequent word', async () => {
    const index = await indexOf([
      'model',
      'model',
      'model',
      'model',
      'model',
      'model',
      'modal',
      'yodel',
      'yodel',
    ]);
    expect(index.score({ text: 'modle' }).terms[0]!.terms).toEqual(['model']);
    const [term] = index.score({ text: 'todel' }).terms;
    expect(term!.terms).toEqual(['model', 'yodel']);
    expect(term!.instead).toEqual(['model', 'yodel']);
  });

  test('as a part of a compound is corrected by itself', async () => {
    const index = await indexOf(['self-supervised', 'other', 'self']);
    expect(search(index, 'self-superivsed')[0]).toBe(0);
    const [term] = index.score({ text: 'self-superivsed' }).terms;
    expect(term).toMatchObject({ word: 'self-superivsed', kind: 'corrected', instead: ['supervised'] });
  });
});

describe('the terms of an answer', () => {
  test('are the different words as asked, without stop words', async () => {
    const index = await indexOf(['GPT-4 graphs', 'graph', 'tree']);
    const { terms } = index.score({ text: 'the graphs of GPT-4, graph unheard' });
    expect(terms.map(({ word, kind, terms: names }) => [word, kind, names])).toEqual([
      ['graphs', 'exact', ['graph']],
      ['GPT-4', 'exact', ['gpt', '4', 'gpt4']],
      ['unheard', 'missing', []],
    ]);
    expect(terms[1]!.idf).toBeGreaterThan(terms[0]!.idf);
  });

  test('that stand in a row are told with what of them does', async () => {
    const index = await indexOf(['GPT-4 graphs', 'graph 4', 'tree']);
    const { terms } = index.score({ text: 'graphs of GPT-4' });
    const matchedIn = (row: number) => index.matchedTerms(terms, row).map(({ terms: names }) => names);
    expect(matchedIn(0)).toEqual([['graph'], ['gpt', '4', 'gpt4']]);
    expect(matchedIn(1)).toEqual([['graph'], ['4']]);
    expect(matchedIn(2)).toEqual([]);
  });

  test('stand all together in the rows in which each of them stands', async () => {
    await fc.assert(
      fc.asyncProperty(CORPUS, TEXT, fc.boolean(), async (texts, text, isPrefix) => {
        const index = await buildKeywordIndex(texts);
        const { terms } = index.score({ text, isPrefix });
        const all = texts.map((_, row) => (index.matchedTerms(terms, row).length === terms.length ? 1 : 0));
        expect([...index.rowsWithAll(terms)]).toEqual(all);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test('stand in each row that has a score, and in no other', async () => {
    await fc.assert(
      fc.asyncProperty(CORPUS, TEXT, fc.boolean(), async (texts, text, isPrefix) => {
        const index = await buildKeywordIndex(texts);
        const { scores, terms } = index.score({ text, isPrefix });
        scores.forEach((score, row) => {
          expect(index.matchedTerms(terms, row).length > 0).toBe(score > 0);
        });
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

test('what a question is full of is of the stop list, in all its forms', () => {
  for (const word of ['does', 'do', 'its', 'it', 'why', 'how', 'whose'])
    expect(isStopWord(word), word).toBe(true);
  for (const word of ['explanation', 'causal', 'who2']) expect(isStopWord(word), word).toBe(false);
});
