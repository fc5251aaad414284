import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strengthOf } from './stop-words.ts';
import { readWords } from './words.ts';

const textsOf = (text: string): string[] => readWords(text).map((word) => word.text);

describe('readWords', () => {
  it('keeps hyphens and capitals, cuts possessives, and leaves out numbers and contractions', () => {
    expect(textsOf("Chain‑of‑Thought LLMs don't cure Alzheimer’s 42 β-catenin p53")).toEqual([
      'Chain-of-Thought',
      'LLMs',
      'cure',
      'Alzheimer',
      'β-catenin',
      'p53',
    ]);
  });

  it('leaves out markup, formulas, addresses and broken glyphs', () => {
    expect(
      textsOf('<b>bold</b> &amp; $x_i \\in X$ see https://example.org/a-b?c (cid:104) \\alpha end'),
    ).toEqual(['bold', 'see', 'end']);
    expect(textsOf('p < 0.05 and risk > 2')).toEqual(['p', 'and', 'risk']);
  });

  it('says which words follow each other and which open a sentence', () => {
    expect(readWords('Deep nets. They win, often').map(({ follows, opens }) => [follows, opens])).toEqual([
      [false, true],
      [true, false],
      [false, true],
      [true, false],
      [false, false],
    ]);
  });

  it('reads any text, and no word is longer than 40 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const word of readWords(text)) expect(word.text.length).toBeLessThanOrEqual(40);
      }),
    );
    expect(textsOf(`${'x'.repeat(1_000_000)} word`)).toEqual(['word']);
    expect(textsOf(`${'<a'.repeat(200_000)} word`).at(-1)).toBe('word');
    expect(textsOf(`${'a-'.repeat(200_000)} word`).at(-1)).toBe('word');
  });
});

describe('strengthOf', () => {
  it('stops function words and fillers, with their endings', () => {
    for (const word of [
      'the',
      'useful',
      'develop',
      'developed',
      'develops',
      'proposes',
      'proposing',
      'novel',
      'results',
      'studies',
      'significantly',
      'promptly',
      'used',
      'uses',
      'shown',
    ]) {
      expect([word, strengthOf(word)]).toEqual([word, 'stop']);
    }
  });

  it('keeps general words for pairs only', () => {
    for (const word of ['model', 'models', 'learning', 'cells', 'data', 't', '3d'])
      expect([word, strengthOf(word)]).toEqual([word, 'weak']);
  });

  it('leaves the words of a field alone, also those that look like an ending of a filler', () => {
    for (const word of [
      'rationale',
      'reasoning',
      'driving',
      'anomaly',
      'news',
      'seed',
      'breed',
      'constructor',
      '__proto__',
      'toString',
      'malaria',
    ]) {
      expect([word, strengthOf(word)]).toEqual([word, 'strong']);
    }
  });
});
