import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, normalizeTitle, paperName, paperText } from './text.ts';

test('controls, direction marks and soft hyphens vanish, white space of all kinds folds to one space', () => {
  expect(cleanText(' a\u0000b\u00ad\u202e\t\r\n\u00a0\u2028c\u0007 ')).toBe('ab c');
});

test('lone surrogates become U+FFFD, pairs stay', () => {
  expect(cleanText('a\ud83d b\ude00 😀')).toBe('a\ufffd b\ufffd 😀');
});

test('text is composed to NFC', () => {
  expect(cleanText('e\u0301')).toBe('é');
});

test('cleaning twice changes nothing, and the result is well formed, on one line and trimmed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).toBe(clean.trim());
      expect(clean).not.toMatch(/[\r\n\t]|\s\s/);
    }),
  );
});

test('titles are the same without regard to case, accents and punctuation', () => {
  expect(normalizeTitle('Köln: A “Study”')).toBe(normalizeTitle('koln — a study.'));
  expect(normalizeTitle('हिन्दी')).not.toBe(normalizeTitle('हनद'));
});

test('a title of signs alone is not the empty title', () => {
  expect(normalizeTitle('???')).toBe('???');
});

test('the text that is embedded is title, one space, abstract, or the title alone', () => {
  expect(paperText({ title: 'T.', abstract: 'A' })).toBe('T. A');
  expect(paperText({ title: 'T', abstract: '' })).toBe('T');
});

test('a paper without a title is called by how its abstract begins, cut between words', () => {
  expect(paperName({ title: 'T', abstract: 'A' })).toBe('T');
  expect(paperName({ title: '', abstract: 'Short.' })).toBe('Short.');
  const name = paperName({ title: '', abstract: 'graph '.repeat(40) });
  expect(name).toMatch(/^(graph ){15,}graph…$/);
  expect(name.length).toBeLessThanOrEqual(101);
  expect(paperName({ title: '', abstract: '😀'.repeat(200) }).isWellFormed()).toBe(true);
});

test('what is embedded has no space for what is missing', () => {
  expect(paperText({ title: '', abstract: 'A b.' })).toBe('A b.');
  expect(paperText({ title: 'T', abstract: '' })).toBe('T');
  expect(paperText({ title: 'T', abstract: 'A' })).toBe('T A');
});
