import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefinitions } from './abbreviations.ts';

const read = (text: string): string[] => findDefinitions(text).map(({ short, long }) => `${short} = ${long}`);

describe('findDefinitions', () => {
  it('reads a long form before its short one in brackets, in any case, with plurals', () => {
    expect(
      read(
        'We study Large Language Models (LLMs) by reinforcement learning (RL). Randomized controlled trials (RCTs), ' +
          'generative adversarial nets [GANs] and chain-of-thought (CoT) too.',
      ),
    ).toEqual([
      'LLMs = Large Language Models',
      'RL = reinforcement learning',
      'RCTs = Randomized controlled trials',
      'GANs = generative adversarial nets',
      'CoT = chain-of-thought',
    ]);
  });

  it('reads a long form in brackets after its short one', () => {
    expect(read('an LLM (large language model) and MRI (magnetic resonance imaging; 3 T)')).toEqual([
      'LLM = large language model',
      'MRI = magnetic resonance imaging',
    ]);
    expect(read('MRI (magnetic resonance imaging, at 3 T)')).toEqual(['MRI = magnetic resonance imaging']);
  });

  it('takes all of a hyphened word, small words within, and letters inside of words', () => {
    expect(
      read(
        'the self-supervised learning (SSL), in-context learning (ICL), Area Under the Curve (AUC), ' +
          'reinforcement learning from human feedback (RLHF), multi-modal large language models (MLLMs), ' +
          'tuberculosis (TB), microRNAs (miRNAs; small), glucagon-like peptide-1 (GLP-1)',
      ),
    ).toEqual([
      'SSL = self-supervised learning',
      'ICL = in-context learning',
      'AUC = Area Under the Curve',
      'RLHF = reinforcement learning from human feedback',
      'MLLMs = multi-modal large language models',
      'TB = tuberculosis',
      'miRNAs = microRNAs',
      'GLP-1 = glucagon-like peptide-1',
    ]);
  });

  it('leaves out the word that both forms end with', () => {
    expect(read('human embryonic stem cells (ES cells)')).toEqual(['ES = embryonic stem']);
    expect(read('a cell (ES cell)')).toEqual([]);
  });

  it('reads each of two that stand in one another', () => {
    expect(read('Markov chain Monte Carlo (MCMC) with multimodal large language models (MLLMs)')).toEqual([
      'MCMC = Markov chain Monte Carlo',
      'MLLMs = multimodal large language models',
    ]);
  });

  it('takes nothing for an abbreviation that is none, or whose letters do not fit', () => {
    for (const text of [
      'a large model (Figure 2)',
      'many papers (see below) and more (e.g. BERT)',
      'the cats and dogs (XYZ)',
      'We win. Learning (RL) is fun',
      'a model of language (LLM-based)',
      'two (II) (A) () (123) (a) [1, 2]',
      'RL (RL) and LLM (LLMs)',
      '(GAN) first',
    ])
      expect(read(text)).toEqual([]);
  });

  it('survives any text, in linear time', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      'LLMs',
      'a-a',
      'large',
      'A',
      '-',
      '\u0000',
      '😀',
      'AAAAAAAAAA',
      '. ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join(' ')),
        ),
        (text) => {
          for (const { short, long } of findDefinitions(text)) {
            expect(text).toContain(short);
            expect(long.length).toBeGreaterThan(short.length);
          }
        },
      ),
    );
    expect(read('('.repeat(500_000))).toEqual([]);
    expect(read(`${'a-a '.repeat(50)}(BAAAAAAAAA)`.repeat(500))).toEqual([]);
  });
});
