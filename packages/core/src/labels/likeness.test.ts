import { describe, expect, it } from 'vitest';
import { isPart, isRepeated } from './likeness.ts';

describe('isRepeated', () => {
  it('sees one thing under two names', () => {
    for (const [one, other] of [
      ['LLMs', 'large language models'],
      ['GANs', 'generative adversarial'],
      ['tracking', 'tracker'],
      ['obesity', 'obese'],
      ['mitochondria', 'mitochondrial division'],
      ['fine-tuning', 'finetuning'],
    ] as const) {
      expect([one, other, isRepeated(one, other)]).toEqual([one, other, true]);
      expect(isRepeated(other, one)).toBe(true);
    }
  });

  it('lets different things stand side by side', () => {
    for (const [one, other] of [
      ['rationales', 'explanations'],
      ['neurons', 'network pruning'],
      ['microRNAs', 'microtubules'],
      ['reasoning', 'LLMs'],
    ] as const)
      expect([one, other, isRepeated(one, other)]).toEqual([one, other, false]);
  });
});

describe('isPart', () => {
  it('is true of words that stand in the whole, in any number and order', () => {
    expect(isPart('agents', 'LLM agent')).toBe(true);
    expect(isPart('agent LLM', 'LLM agents')).toBe(true);
    expect(isPart('LLM agents', 'agents')).toBe(false);
  });
});
