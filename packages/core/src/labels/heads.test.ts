import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../tests/support/finish.ts';
import { buildVocabulary } from './vocabulary.ts';

const headsOf = (abstracts: readonly string[]): Set<string> => {
  const { keys, isHead } = finish(buildVocabulary(abstracts.map((abstract) => ({ title: '', abstract }))));
  return new Set(keys.filter((_, unit) => isHead[unit]));
};

describe('heads', () => {
  it('are nouns: they end phrases or have plurals', () => {
    const heads = headsOf([
      'Games are won by planning. A game of rationales is a preference for pruning.',
      'Preference learning and planning agents play games. The rationale of pruning is a rationale.',
      'Preference optimization of preferences by planning, pruning networks and game theory.',
    ]);
    for (const noun of ['game', 'planning', 'rationale', 'preference', 'pruning'])
      expect(heads).toContain(noun);
  });

  it('are no adjectives, participles or verbs', () => {
    const heads = headsOf([
      'Moral judgment and visual reasoning are strategic games. Economic models of causal discovery win.',
      'Moral foundations of visual scenes. Causal graphs of strategic agents and economic markets are more performant.',
      'A Bayesian network is highly faithful to Bayesian priors. Faithful rationales are more faithful.',
      'Performant agents with unconditional moral norms, causal effects and visual cues. Unconditional samplers.',
      'Classifiers abstain on outliers. They abstain from harm, we abstain in doubt, and can abstain. Frozen layers based on masked cells.',
    ]);
    for (const word of 'moral visual strategic economic causal performant bayesian faithful unconditional abstain based masked'.split(
      ' ',
    ))
      expect(heads).not.toContain(word);
    for (const noun of ['judgment', 'games', 'graphs', 'rationales', 'harm']) expect(heads).toContain(noun);
  });

  it('are symbols, whatever they stand before', () => {
    const heads = headsOf(
      Array.from({ length: 9 }, () => 'an LLM agent with HIV-1 proteins and DNA-dependent kinases'),
    );
    expect(heads).toContain('llm');
    expect(heads).toContain('hiv1');
    expect(heads).not.toContain('dnadependent');
  });

  it('are found in any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        headsOf(texts);
      }),
      { numRuns: 50 },
    );
  });
});
