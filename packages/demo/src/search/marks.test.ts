import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestSentence, markWords } from './marks.ts';

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
