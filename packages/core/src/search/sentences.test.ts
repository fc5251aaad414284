import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

const cut = (text: string) => splitSentences(text).map((sentence) => sentence.text);

test('sentences are cut at stops, question marks and exclamation marks', () => {
  expect(cut('We ask why. Is it so? It is! Good.')).toEqual(['We ask why.', 'Is it so?', 'It is!', 'Good.']);
  expect(cut('我们提出一种方法。它很好。')).toEqual(['我们提出一种方法。', '它很好。']);
});

test('places are those of the source, white space of any kind left out', () => {
  const text = '  One is.\n\tTwo are.  ';
  expect(splitSentences(text)).toEqual([
    { text: 'One is.', start: 2, end: 9 },
    { text: 'Two are.', start: 11, end: 19 },
  ]);
});

test.each([
  'We use encoders, e.g. BERT, and decoders, i.e. GPT models.',
  'It follows Smith et al. (2019) and Lee et al. Transformers are used.',
  'As Fig. 3 shows and Eq. (2) says, cf. Sec. 4 and Tab. A, it holds.',
  'We ask people in the U.S. Census for names.',
  'The work of J. R. Firth was cited.',
  'It differs at p = 0. 05 and by 0.5 points vs. SFT models.',
  'For $f(x). Y$ and \\(a. B\\) it holds.',
  'It was seen (in our tests. Others saw it too) often.',
  'No. 3 won.',
  'We ask (e.g., (yes) why?) to learn more.',
])('%s is one sentence', (text) => {
  expect(cut(text)).toEqual([text]);
});

test.each([
  [['It extends Smith et al.', 'We add a term.']],
  [['Patients lacked vitamin C.', 'This was fatal.']],
  [['It costs $5.', 'It sold for $10.']],
  [['The answer is no.', 'Why?']],
  [['k-NN is slow.', 'GPT-4 is 3.5 times faster.']],
])('%j are two', (sentences) => {
  expect(cut(sentences.join(' '))).toEqual(sentences);
});

test('a stop that has lost its space still ends a sentence, but not in names', () => {
  expect(cut('It leads to the outcome.As a result, it fails.')).toEqual([
    'It leads to the outcome.',
    'As a result, it fails.',
  ]);
  expect(cut('See github.com/Some.Name or U.S.Census data in Node.js here.')).toHaveLength(1);
});

test('the number of an item belongs to it, and a lone sign to what stands before it', () => {
  expect(cut('1. We cut. 2. We join.')).toEqual(['1. We cut.', '2. We join.']);
  expect(cut('We cut. …')).toEqual(['We cut. …']);
  expect(cut('3. 4.')).toEqual(['3. 4.']);
});

test('nothing gives nothing, and words without a stop are one sentence', () => {
  expect(cut(' \n ')).toEqual([]);
  expect(cut('no stop at all')).toEqual(['no stop at all']);
});

test('a huge text is cut only at its beginning, whole words', () => {
  const sentences = splitSentences('word '.repeat(1_000_000));
  expect(sentences).toHaveLength(1);
  expect(sentences[0]!.end).toBeLessThanOrEqual(30_000);
  expect(sentences[0]!.text.endsWith('word')).toBe(true);
  expect(splitSentences('x'.repeat(100_000))[0]!.end).toBe(30_000);
  expect(splitSentences('It is so. '.repeat(10_000))).toHaveLength(100);
});

test('for any text: in order, without overlap, each the text at its place, nothing lost but white space', () => {
  const pieces = fc.constantFrom(
    'We ',
    'e.g. ',
    '. ',
    '$',
    '(',
    ')',
    'Fig. ',
    '3',
    ' A. ',
    '\n',
    '?',
    '漢。',
    '🙂 ',
    'et al. ',
    'the end.As ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let at = 0;
        for (const { text: sentence, start, end } of splitSentences(text)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(sentence);
          expect(sentence).toBe(sentence.trim());
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      },
    ),
    { numRuns: 500 },
  );
});

test('hostile texts take no longer than others', () => {
  for (const piece of ['A. ', '(', '$', '$ ', '(a', 'a.A ', '. ', '\\(', 'e.g. ', '-'])
    expect(splitSentences(piece.repeat(100_000)).length).toBeLessThanOrEqual(100);
});
