import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeAnswer } from '../state/made-state.ts';
import type { Explanations } from '../state/state.ts';
import { cutText, earningSentence, excerptOf, marksOf, sharesOf } from './earning.ts';

const place = (start: number, end: number) => ({ start, end });
const sentence = (text: string) => ({
  field: 'abstract' as const,
  index: 0,
  score: 1,
  text,
  start: 0,
  end: 5,
});
const explained = (words: string | null, meaning: string | null): Explanations =>
  new Map([
    [
      3,
      {
        id: 'p3',
        words: {
          sentence: words === null ? null : sentence(words),
          words: [],
          missing: [],
          marks: { title: [], abstract: [] },
        },
        meaning: meaning === null ? null : sentence(meaning),
        parts: null,
      },
    ],
  ]);
const listed = (semantic: number, keyword: number, mode: 'hybrid' | 'keyword' = 'hybrid') =>
  makeAnswer('q', [3], {
    mode,
    semanticParts: Float64Array.of(semantic),
    keywordParts: Float64Array.of(keyword),
  });

describe('the sentence that earned a hit', () => {
  test('is that of the side which added more, and by words until meaning is known', () => {
    const both = explained('words', 'meaning');
    expect(earningSentence(listed(2, 1), 3, both)?.text).toBe('meaning');
    expect(earningSentence(listed(1, 2), 3, both)?.text).toBe('words');
    expect(earningSentence(listed(2, 1), 3, explained('words', null))?.text).toBe('words');
    expect(earningSentence(listed(1, 2), 3, explained(null, 'meaning'))?.text).toBe('meaning');
    expect(earningSentence(listed(2, 1, 'keyword'), 3, both)?.text).toBe('words');
    expect(earningSentence(listed(2, 1), 4, both)).toBeNull();
  });

  test('shares sum to one, and a side below the mean has none', () => {
    expect(sharesOf(listed(3, 1), 0)).toEqual({ meaning: 0.75, words: 0.25 });
    expect(sharesOf(listed(3, -1), 0)).toEqual({ meaning: 1, words: 0 });
    expect(sharesOf(listed(-3, -1), 0)).toBeNull();
    expect(sharesOf(makeAnswer('q', [3]), 0)).toBeNull();
  });
});

describe('what is marked', () => {
  const found = (kind: 'exact' | 'corrected', start: number, end: number) => ({
    ...{ word: 'bread', kind, idf: 2, title: [], abstract: [place(start, end)] },
  });

  test('is set apart where it only stands for a word that no paper has', () => {
    const marks = { title: [], abstract: [place(0, 5), place(8, 13)] };
    const words = [found('exact', 0, 5), found('corrected', 8, 13)];
    const explanation = { words: { sentence: null, words, missing: [], marks } };
    expect(marksOf(explanation, 'abstract')).toEqual([
      { start: 0, end: 5, isInstead: false },
      { start: 8, end: 13, isInstead: true },
    ]);
    expect(marksOf(explanation, 'title')).toEqual([]);
    expect(marksOf(undefined, 'abstract')).toEqual([]);
    const pieces = cutText('graph a broad', marksOf(explanation, 'abstract'));
    expect(pieces.filter(({ isInstead }) => isInstead).map(({ text }) => text)).toEqual(['broad']);
  });
});

describe('a text in pieces', () => {
  test('is marked where it should be, within and without the sentence', () => {
    const pieces = cutText('one two three', [place(4, 7), place(8, 13)], place(0, 7));
    expect(pieces.map(({ text, isMarked, isEarning }) => [text, isMarked, isEarning])).toEqual([
      ['one ', false, true],
      ['two', true, true],
      [' ', false, false],
      ['three', true, false],
    ]);
  });

  test('is never changed', () => {
    const places = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5 })), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), places, fc.nat(40), (text, given, from) => {
        const marks = given
          .map(([start, length]) => place(start, start + length))
          .sort((a, b) => a.start - b.start);
        const whole = cutText(text, marks, place(from, from + 9));
        expect(whole.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  test('of a hit begins with its sentence, or shortly before a first mark far inside', () => {
    const text = `First. ${'word '.repeat(60)}target. Then more.`;
    const at = text.indexOf('target');
    const near = excerptOf(text, [place(0, 5)], place(0, 6));
    expect([near.isCut, near.pieces[0]!.text]).toEqual([false, 'First']);
    const far = excerptOf(text, [place(at, at + 6)], place(7, at + 7));
    expect(far.isCut).toBe(true);
    expect(far.pieces[0]!.text.length).toBeLessThan(70);
    expect(far.pieces.find(({ isMarked }) => isMarked)?.text).toBe('target');
  });
});
