import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from './analyze.ts';

/** The terms of a text, stop words left out; the parts of a compound before its whole. */
function termsOf(text: string): string[] {
  return analyze(text)
    .filter(({ isStop }) => !isStop)
    .map(({ term }) => term);
}

/** The terms that stand for one word or more as a whole. */
function wholesOf(text: string): string[] {
  const tokens = analyze(text);
  const isCovered = (position: number) =>
    tokens.some(
      (whole) => whole.span > 1 && position >= whole.position && position < whole.position + whole.span,
    );
  return tokens.filter(({ span, position }) => span > 1 || !isCovered(position)).map(({ term }) => term);
}

const PIECES = fc.constantFrom(
  ...[
    'GPT-4',
    'k-NN',
    '$\\ell_1$',
    '{B}ayesian',
    '\\"o',
    '\\alpha',
    '\\textbf{',
    '}',
    "BERT's",
    'U.S.',
    'C++',
    '1,000',
  ],
  ...[
    'β-catenin',
    '深度学习',
    'ﬁ',
    '\ud800',
    '\udc00',
    '😀',
    '<sub>',
    '&amp;',
    '&#955;',
    '_',
    '^',
    '-',
    '’',
    '.',
    ' ',
  ],
);
const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(PIECES, { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.constantFrom(..."aB1 -_^{}\\$<>&;.'ˇé深ℓ∞\ud835\udc00".split('')), { maxLength: 40 })
    .map((all) => all.join('')),
);

describe('the words of a text', () => {
  test('are folded and stemmed, and stand where they are written', () => {
    expect(analyze('Graph  Networks')).toEqual([
      { term: 'graph', start: 0, end: 5, position: 0, span: 1, isStop: false },
      { term: 'network', start: 7, end: 15, position: 1, span: 1, isStop: false },
    ]);
  });

  test('of the stop list are marked, and keep their positions', () => {
    const tokens = analyze('the theory of everything');
    expect(tokens.map(({ isStop }) => isStop)).toEqual([true, false, true, false]);
    expect(tokens.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  test('with a hyphen or digits stand by their parts and as a whole', () => {
    expect(analyze('a GPT-4 model').slice(1)).toEqual([
      { term: 'gpt', start: 2, end: 5, position: 1, span: 1, isStop: false },
      { term: '4', start: 6, end: 7, position: 2, span: 1, isStop: false },
      { term: 'gpt4', start: 2, end: 7, position: 1, span: 2, isStop: false },
      { term: 'model', start: 8, end: 13, position: 3, span: 1, isStop: false },
    ]);
  });

  test.each([
    ['GPT-4', 'gpt4'],
    ['gpt4', 'gpt4'],
    ['k-NN', 'knn'],
    ['kNN', 'knn'],
    ['self-supervised', 'selfsupervis'],
    ['state\u2011of\u2010the-art', 'stateoftheart'],
    ['Q&A', 'qa'],
    ['max_depth', 'maxdepth'],
    ["don't", 'dont'],
  ])('%s is as a whole %s', (text, whole) => {
    expect(wholesOf(text)).toEqual([whole]);
  });

  test.each([
    '$\\ell_1$',
    '\\ell_1',
    '$\\ell_{1}$',
    'ell_1',
    'l_1',
    'L1',
    'ℓ₁',
    'ℓ1',
    '$L^1$',
    'l<sub>1</sub>',
  ])('%s is l1, of l and 1', (text) => {
    expect(termsOf(text)).toEqual(['l', '1', 'l1']);
  });

  test('that are runs within a longer compound have wholes too', () => {
    expect(termsOf('the L1-norm')).toEqual(['l', '1', 'norm', 'l1', 'l1norm']);
    expect(termsOf('TGF-β1')).toEqual(['tgf', 'beta', '1', 'beta1', 'tgfbeta1']);
  });

  test('that are numbers stay numbers, and are not joined', () => {
    expect(termsOf('0.05, 1,000,000 of 2010-2020.')).toEqual(['0.05', '1000000', '2010', '2020']);
  });

  test('that are sequences or keys have no whole', () => {
    expect(wholesOf('1a2b3c4d5e').length).toBeGreaterThan(5);
  });

  test('lose a possessive, not another apostrophe', () => {
    expect(termsOf("BERT's users' Alzheimer’s")).toEqual(['bert', 'user', 'alzheim']);
    expect(termsOf("O'Neil")).toEqual(['o', 'neil', 'oneil']);
  });

  test('lose accents and compatibility forms', () => {
    expect(termsOf('Köln naïve Łódź Søren ﬁne ＧＰＴ 𝐱 ²')).toEqual(
      termsOf('koln naive lodz soren fine gpt x 2'),
    );
    expect(termsOf('Erdős–Rényi')).toEqual(termsOf('Erdos-Renyi'));
  });

  test('are whole with a soft hyphen or a joiner in them', () => {
    expect(termsOf('gra\u00adph n\u200bet')).toEqual(['graph', 'net']);
  });

  test('in Greek, Cyrillic and Hebrew are words; a lone Greek letter is called by its name', () => {
    expect(termsOf('Глубокое обучение Βαθιά μάθηση למידה')).toEqual([
      'глубокое',
      'обучение',
      'βαθια',
      'μαθηση',
      'למידה',
    ]);
    expect(termsOf('TNF-α')).toEqual(termsOf('TNF-alpha'));
    expect(termsOf('$\\beta$-VAE')).toContain('beta');
  });

  test('of scripts without spaces are pairs of characters', () => {
    expect(termsOf('深度学习')).toEqual(['深度', '度学', '学习']);
    expect(termsOf('用BERT的')).toEqual(['用', 'bert', '的']);
    expect(analyze('深度学').map(({ start, end, position }) => [start, end, position])).toEqual([
      [0, 2, 0],
      [1, 3, 1],
    ]);
  });
});

describe('abbreviations', () => {
  test('lose the s of a plural and nothing else', () => {
    expect(termsOf('GANs GAN ICLR NeurIPS VAEs LSTM')).toEqual([
      'gan',
      'gan',
      'iclr',
      'neurip',
      'vae',
      'lstm',
    ]);
  });

  test('in capitals keep an S of their own', () => {
    expect(termsOf('GPS and GPs')).toEqual(['gps', 'gp']);
    expect(termsOf('AIDS aids')).toEqual(['aids', 'aid']);
  });

  test('in capitals are no stop words', () => {
    expect(termsOf('WHO who IT it')).toEqual(['who', 'it']);
    expect(termsOf('WHO')).toEqual(['who']);
  });

  test('are not looked for where all is in capitals', () => {
    expect(termsOf('THE MODELS OF IT')).toEqual(['model']);
  });

  test('with points are one word', () => {
    expect(termsOf('the U.S. and the U.S.A, e.g. here, i.e. there, x.y')).toEqual(['us', 'usa', 'xy']);
    expect(termsOf('vitamin D. A study')).toEqual(['vitamin', 'd', 'studi']);
  });

  test('of programming languages keep their signs', () => {
    expect(termsOf('C++, C# and C')).toEqual(['c++', 'c#', 'c']);
  });
});

describe('any text', () => {
  test('gives terms that are well formed, folded and not empty, at places within it', () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        for (const { term, start, end, span } of analyze(text)) {
          expect(term).not.toBe('');
          expect(term.isWellFormed()).toBe(true);
          expect(term).toBe(term.toLowerCase());
          expect(term).not.toMatch(/[\s{}\\$]/u);
          expect(0 <= start && start < end && end <= text.length).toBe(true);
          expect(span).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('has its words one after another, each compound over the words that it covers', () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        const tokens = analyze(text);
        const words = tokens.filter(({ span }) => span === 1);
        for (let i = 1; i < words.length; i++) {
          expect(words[i]!.position).toBeGreaterThan(words[i - 1]!.position);
          expect(words[i]!.start).toBeGreaterThanOrEqual(words[i - 1]!.start);
        }
        for (const whole of tokens.filter(({ span }) => span > 1)) {
          const first = words.find(({ position }) => position >= whole.position)!;
          expect(whole.start).toBeLessThanOrEqual(first.start);
          expect(whole.position + whole.span - 1).toBeLessThanOrEqual(words.at(-1)!.position);
        }
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  test('is the same beside another text', () => {
    // Words that say whether all is in capitals keep the texts apart from each other's capitals.
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        const alone = analyze(`aa ${text} zz`);
        const twice = analyze(`aa ${text} zz . aa ${text} zz`);
        expect(twice.slice(0, alone.length).map(({ term }) => term)).toEqual(alone.map(({ term }) => term));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test('of a million signs is read in a moment', () => {
    for (const piece of [
      '{',
      '\\',
      '<a ',
      '&a',
      "a'",
      'a-',
      '\\"{',
      '1.',
      'A.',
      '\\cite{',
      '--',
      '<a b="',
      'é',
      '深',
    ])
      expect(analyze(piece.repeat(100_000 / piece.length)).length).toBeLessThanOrEqual(200_000);
  });
});
