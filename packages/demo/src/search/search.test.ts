import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOfMeaning, answerOfWords, LIST_LENGTH, shareOf } from './answers.ts';
import { bestSentence, markWords } from './marks.ts';
import { measureSimilarityRange } from './similarity-range.ts';
import { matchWords, readPaperWords } from './word-match.ts';

const rowsOf = (papers: readonly { title: string; abstract: string }[], query: string) =>
  matchWords(papers.map(readPaperWords), query).matches.map(({ row }) => row);

describe('papers by their words', () => {
  const papers = [
    { title: 'Graphs', abstract: 'About rationale extraction from graphs.' },
    { title: 'Rationale extraction', abstract: 'A rationale.' },
    { title: 'Naïve Bayes', abstract: 'Extraction of a rationale; extraction again.' },
    { title: 'Nothing', abstract: '' },
  ];

  test('need all words, the last as a beginning; titles come first, then abstracts, then rows', () => {
    expect(rowsOf(papers, 'rationale extraction')).toEqual([1, 2, 0]);
    expect(rowsOf(papers, 'rationale ext')).toEqual([1, 2, 0]);
    expect(rowsOf(papers, 'ration extraction')).not.toContain(3);
    expect(rowsOf(papers, 'graphs')).toEqual([0]);
  });

  test('a question is asked by its telling words', () => {
    expect(rowsOf(papers, 'what is the extraction of a rationale?')).toEqual([1, 2, 0]);
    expect(rowsOf(papers, 'rationale of')).toEqual([1, 0, 2]);
    expect(matchWords(papers.map(readPaperWords), 'does it show how the naive one came to be')).toMatchObject(
      {
        asked: 3,
        matches: [{ row: 2, had: 1 }],
      },
    );
  });

  test('of common words alone are found by these', () => {
    expect(rowsOf([{ title: 'Who is who', abstract: '' }], 'who is')).toEqual([0]);
  });

  test('that none has all of: those with most come first, those with half or less are left out', () => {
    const some = [
      { title: 'red two', abstract: '' },
      { title: 'red', abstract: 'two three' },
      { title: 'red', abstract: '' },
      { title: 'three', abstract: 'red two' },
    ];
    expect(rowsOf(some, 'red two three four')).toEqual([1, 3]);
    expect(rowsOf(some, 'red four five')).toEqual([0, 1, 2, 3]);
    expect(rowsOf(some, 'red two three')).toEqual([1, 3]);
    expect(rowsOf(some, 'six seven')).toEqual([]);
    const { lacking, heat } = answerOfWords(
      'q',
      4,
      matchWords(some.map(readPaperWords), 'red two three four'),
      1,
    );
    expect(lacking).toEqual({ had: 3, asked: 4 });
    expect(heat[1]).toBe(0.75);
    expect(answerOfWords('q', 4, matchWords(some.map(readPaperWords), 'three two'), 1).lacking).toBeNull();
  });

  test('are found without regard to case and accents; a query without a word finds none', () => {
    expect(rowsOf(papers, 'NAIVE')).toEqual([2]);
    expect(['', '  ', '?!'].map((query) => rowsOf(papers, query))).toEqual([[], [], []]);
  });

  test('are found by any word of their own title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 }), (titles) => {
        const made = titles.map((title) => ({ title, abstract: '' }));
        for (const [row, paper] of made.entries())
          for (const word of readPaperWords(paper).title) expect(rowsOf(made, word)).toContain(row);
      }),
    );
  });
});

describe('marks', () => {
  test('stand on the words of the query, their plurals and what the last one begins', () => {
    const marked = (text: string, query: string) =>
      markWords(text, query).flatMap(({ text, isMarked }) => (isMarked ? [text] : []));
    expect(marked('Rationales are the rationale of extractors.', 'the rationale extr')).toEqual([
      'Rationales',
      'rationale',
      'extractors',
    ]);
    expect(marked('what is it', 'what is it')).toEqual([]);
  });

  test('never change the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, query) => {
        expect(
          markWords(text, query)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('choose the sentence with most different words, the first when there is none', () => {
    const text = 'First of all. A rationale, a rationale. Rationale extraction is 3.5 times better! The end';
    expect(bestSentence(text, 'rationale extraction')).toBe('Rationale extraction is 3.5 times better!');
    expect(bestSentence(text, 'zebra')).toBe('First of all.');
    expect(bestSentence('', 'zebra')).toBe('');
  });

  test('take a text of a million characters in a moment', () => {
    expect(bestSentence('.'.repeat(1e6), 'a').length).toBeLessThan(10_000);
    expect(markWords('ab '.repeat(3e5), 'ab').length).toBeGreaterThan(3e5);
  });
});

describe('answers', () => {
  test('by meaning: the closest is hot, the farther half is cold, and a list is not longer than a list', () => {
    const count = 120;
    const rows = Int32Array.from({ length: count }, (_, at) => count - 1 - at);
    const similarities = Float32Array.from({ length: count }, (_, at) => 0.9 - at / 130);
    const answer = answerOfMeaning('q', { rows, similarities }, 3);
    expect(answer.rows).toHaveLength(LIST_LENGTH);
    expect(answer.heat[rows[0]!]).toBe(1);
    expect(answer.heat.subarray(0, 59).every((warmth) => warmth === 0)).toBe(true);
    expect(answer.similarities![rows[7]!]).toBe(similarities[7]);
  });

  test('by meaning: where nothing is close the land stays dim', () => {
    const similarities = Float32Array.from({ length: 20 }, (_, at) => 0.1 - at / 1000);
    const { heat } = answerOfMeaning(
      'q',
      { rows: Int32Array.from({ length: 20 }, (_, at) => at), similarities },
      1,
    );
    expect(Math.max(...heat)).toBeLessThan(0.1);
  });

  test('by words: a title is hotter than an abstract', () => {
    const answer = answerOfWords(
      'q',
      4,
      {
        asked: 1,
        matches: [
          { row: 2, had: 1, inTitle: 1, inAbstract: 0 },
          { row: 0, had: 1, inTitle: 0, inAbstract: 3 },
        ],
      },
      1,
    );
    expect([answer.rows, answer.matched, answer.heat[2]! > answer.heat[0]!, answer.heat[1]]).toEqual([
      [2, 0],
      2,
      true,
      0,
    ]);
  });

  test('shares stay within 0 and 1, also of an atlas whose papers are all alike', () => {
    expect([shareOf(-1, [0.2, 0.6]), shareOf(0.4, [0.2, 0.6]), shareOf(2, [0.2, 0.6])]).toEqual([
      0,
      expect.closeTo(0.5),
      1,
    ]);
    expect([shareOf(0.5, [0.5, 0.5]), shareOf(0.4, [0.5, 0.5])]).toEqual([1, 0]);
    const same = {
      data: Float32Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
      count: 10,
      dimension: 2,
    };
    expect(measureSimilarityRange(same)).toEqual([0, 1]);
  });
});
