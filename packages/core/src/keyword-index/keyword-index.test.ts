import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { CORPUS, TEXT, WORDS } from '../../tests/support/made-texts.ts';
import { analyze } from './analyze.ts';
import type { BM25Index } from './bm25-index.ts';
import { buildKeywordIndex, type KeywordIndexOptions } from './build-keyword-index.ts';
import type { KeywordQuery, KeywordText, Token } from './keyword-index.ts';

const indexOf = (abstracts: readonly string[], options?: KeywordIndexOptions): Promise<BM25Index> =>
  buildKeywordIndex(
    abstracts.map((abstract) => ({ title: '', abstract })),
    options,
  );

/** The rows that a query finds, best first. */
function search(index: BM25Index, query: string | KeywordQuery): number[] {
  const { scores } = index.score(typeof query === 'string' ? { text: query } : query);
  const found = Array.from(scores.keys()).filter((row) => scores[row]! > 0);
  return found.sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** The definition, word by word over every paper. */
function scoreSlowly(texts: readonly KeywordText[], query: string, k1: number, b: number): number[] {
  const counts = (token: Token): boolean => !token.isStop;
  const papers = texts.map(({ title, abstract }) => {
    const tokens = [...analyze(title), ...analyze(title), ...analyze(abstract)].filter(counts);
    return { tokens, length: tokens.filter(({ span }) => span === 1).length };
  });
  const mean = papers.reduce((sum, { length }) => sum + length, 0) / papers.length || 1;
  const scoreTerm = (term: string): number[] => {
    const frequencies = papers.map(({ tokens }) => tokens.filter((token) => token.term === term).length);
    const n = frequencies.filter((frequency) => frequency > 0).length;
    const idf = Math.log(1 + (papers.length - n + 0.5) / (n + 0.5));
    return frequencies.map((tf, row) =>
      tf === 0 ? 0 : (idf * tf) / (tf + k1 * (1 - b + (b * papers[row]!.length) / mean)),
    );
  };
  const sum = (lists: readonly number[][]): number[] =>
    papers.map((_, row) => lists.reduce((total, list) => total + list[row]!, 0));
  const words = query.split(' ').map((word) => {
    const tokens = analyze(word).filter(counts);
    const parts = sum(tokens.filter(({ span }) => span === 1).map(({ term }) => scoreTerm(term)));
    const whole = sum(tokens.filter(({ span }) => span > 1).map(({ term }) => scoreTerm(term)));
    return papers.map((_, row) => Math.max(parts[row]!, whole[row]!));
  });
  return sum(words);
}

describe('scores', () => {
  test('are those of BM25 as it is defined', async () => {
    const content = WORDS.filter((word) => !['the', 'of', 'a'].includes(word));
    const query = fc.array(fc.constantFrom(...content, 'unheard'), { minLength: 1, maxLength: 6 });
    const k1 = fc.double({ min: 0, max: 3, noNaN: true });
    const b = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(CORPUS, query, k1, b, async (texts, words, k1, b) => {
        const index = await buildKeywordIndex(texts, { k1, b });
        const { scores, matched } = index.score({ text: words.join(' '), corrects: false });
        const expected = scoreSlowly(texts, words.join(' '), k1, b);
        expect(scores.length).toBe(texts.length);
        expected.forEach((score, row) => {
          expect(scores[row]).toBeCloseTo(score, 4);
        });
        expect(matched).toBe(expected.filter((score) => score > 0).length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  // MiniSearch counts a text's length in different words, adds a constant (d) and multiplies by the number of words that
  // matched: without these three its figures are ours, but for the factor k1 + 1.
  test('are those of MiniSearch on the same terms where lengths do not count', async () => {
    const plain = WORDS.filter((word) => /^[a-z]{2,}$/.test(word) && !['the', 'of'].includes(word));
    const text = fc.array(fc.constantFrom(...plain), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.constantFrom('graph', 'network', 'neural', 'protein', 'knn', 'gpt'), {
          minLength: 1,
        }),
        async (abstracts, words) => {
          const index = await indexOf(
            abstracts.map((all) => all.join(' ')),
            { k1: 1.2, b: 0 },
          );
          const peer = new MiniSearch({
            fields: ['text'],
            tokenize: (whole) => analyze(whole).map(({ term }) => term),
            processTerm: (term) => term,
          });
          peer.addAll(abstracts.map((all, id) => ({ id, text: all.join(' ') })));
          const found = peer.search(words.join(' '), { bm25: { k: 1.2, b: 0, d: 0 } });
          const { scores } = index.score({ text: words.join(' '), corrects: false });
          expect(found.length).toBe(scores.filter((score) => score > 0).length);
          for (const { id, score, queryTerms } of found)
            expect(scores[id]! * 2.2).toBeCloseTo(score / queryTerms.length, 4);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  test('do not depend on the order in which queries come', async () => {
    await fc.assert(
      fc.asyncProperty(CORPUS, fc.array(TEXT, { minLength: 2, maxLength: 5 }), async (texts, queries) => {
        const index = await buildKeywordIndex(texts);
        const first = queries.map((text) => index.score({ text, isPrefix: true }));
        const again = queries.toReversed().map((text) => index.score({ text, isPrefix: true }));
        expect(again.toReversed()).toEqual(first);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('count a word of the title as two of the abstract', async () => {
    const index = await buildKeywordIndex([
      { title: '', abstract: 'graph tree tree tree' },
      { title: 'graph', abstract: 'tree tree' },
      { title: '', abstract: 'graph graph tree tree' },
    ]);
    const [abstract, title, twice] = index.score({ text: 'graph' }).scores;
    expect(title).toBe(twice);
    expect(title).toBeGreaterThan(abstract!);
  });

  test('count a word as often as the query has it', async () => {
    const index = await indexOf(['graph', 'tree', 'graph tree', 'sea']);
    const once = index.score({ text: 'graph' });
    const twice = index.score({ text: 'graph, graph' });
    expect(twice.terms).toEqual(once.terms);
    expect(twice.scores[0]).toBeCloseTo(2 * once.scores[0]!, 5);
  });

  test('stop where a word has been said 255 times', async () => {
    const index = await indexOf([`${'graph '.repeat(300)}`, `${'graph '.repeat(255)}`, 'tree'], { b: 0 });
    const { scores } = index.score({ text: 'graph' });
    expect(scores[0]).toBe(scores[1]);
  });
});

describe('a researcher finds', () => {
  const GPT = ['GPT-4 is large', 'we prompt gpt4', 'with GPT 4 we', 'GPT-3 came before', 'nothing of it'];

  test.each(['GPT-4', 'gpt-4', 'gpt4', 'gpt 4', 'GPT4'])('GPT-4 by %s, before GPT-3', async (query) => {
    const found = search(await indexOf(GPT), query);
    expect(found.slice(0, 3).sort()).toEqual([0, 1, 2]);
    expect(found).not.toContain(4);
  });

  test.each(['k-NN', 'knn', 'k-nn', 'kNN'])('k-NN by %s', async (query) => {
    const index = await indexOf(['a k-NN search', 'kNN graphs', 'the k-nn rule', 'neural networks']);
    expect(search(index, query).sort()).toEqual([0, 1, 2]);
  });

  test.each(['l1', 'L1', 'ell_1', '\\ell_1', '$\\ell_1$', 'ℓ1', 'L_1'])('$\\ell_1$ by %s', async (query) => {
    const index = await indexOf([
      'the $\\ell_1$ norm',
      'ℓ₁-regularised',
      'with $L_{1}$ loss',
      'the norm of L',
    ]);
    expect(search(index, query).slice(0, 3).sort()).toEqual([0, 1, 2]);
  });

  test.each([
    ['selfsupervised', 'self-supervised learning'],
    ['self supervised', 'self-supervised learning'],
    ['self-supervised', 'self supervised learning'],
    ['bert', 'BERT’s attention'],
    ['gan', 'training GANs'],
    ['Erdos-Renyi', "Erd\\H{o}s--R\\'enyi graphs"],
    ['schrodinger', 'the Schrödinger bridge'],
    ['TNF-alpha', 'TNF-α inhibitors'],
    ['beta catenin', 'β-catenin'],
    ['10000', '10,000 images'],
    ['h2o', 'H<sub>2</sub>O'],
    ['c++', 'a C++ library'],
    ['学习', '深度学习模型'],
    ['обучение', 'Глубокое обучение'],
    ['universities', 'a university'],
  ])('by %s: %s', async (query, text) => {
    expect(search(await indexOf([text, 'something else', 'and more']), query)).toEqual([0]);
  });

  test('GPS by gps and by GPS, Gaussian processes by GPs', async () => {
    const index = await indexOf(['a GPS receiver', 'sparse GPs', 'trees']);
    expect(search(index, 'GPS')).toEqual([0]);
    expect(search(index, 'GPs')).toContain(1);
    expect(search(index, 'gps').sort()).toEqual([0, 1]);
  });

  test('a paper whose title has nothing but stop words', async () => {
    const index = await buildKeywordIndex([
      { title: 'Graphs', abstract: 'What is it that we do with them?' },
      { title: 'What is it?', abstract: 'Graphs.' },
    ]);
    expect(search(index, 'what is it')).toEqual([1]);
    expect(search(index, 'what is a graph')).toEqual([0, 1]);
  });

  test('a compound in its whole before its parts far from each other, where the whole is rarer', async () => {
    const fill = Array.from({ length: 20 }, (_, i) => `version ${4 + (i % 2)} of gpt`);
    const found = search(await indexOf([...fill, 'GPT-4 at last']), 'gpt4');
    expect(found[0]).toBe(20);
  });
});

describe('a corpus', () => {
  test('of nothing, of one paper, of empty texts and of equal ones is searched like any other', async () => {
    expect((await buildKeywordIndex([])).score({ text: 'graph', isPrefix: true })).toMatchObject({
      matched: 0,
    });
    expect(search(await indexOf(['graph']), 'graph')).toEqual([0]);
    expect(search(await indexOf(['', '', '']), 'graph')).toEqual([]);
    const { scores } = (await indexOf(['graph', 'graph', 'graph'])).score({ text: 'graph' });
    expect(new Set(scores).size).toBe(1);
    expect(scores[0]).toBeGreaterThan(0);
  });

  test('takes any text, and any query', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 5 }),
        text,
        fc.boolean(),
        async (texts, query, isPrefix) => {
          const index = await indexOf(texts);
          for (const score of index.score({ text: query, isPrefix }).scores)
            expect(score).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 500, seed: 6 },
    );
  });

  test('finds nothing by an empty query', async () => {
    const index = await indexOf(['graph']);
    for (const text of ['', ' ', '-', '?!', '\ud800'])
      expect(index.score({ text, isPrefix: true })).toMatchObject({ matched: 0, terms: [] });
  });
});
