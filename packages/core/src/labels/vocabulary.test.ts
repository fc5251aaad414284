import { describe, expect, it } from 'vitest';
import { finish } from '../../tests/support/finish.ts';
import { buildVocabulary } from './vocabulary.ts';

const paper = (abstract: string, title = '') => ({ title, abstract });

/** The texts as the vocabulary writes them, a slash where it parts them; all units or the first paper's alone. */
const written = (abstracts: readonly string[], titles: readonly string[] = []): string[] => {
  const { texts, spellings } = finish(
    buildVocabulary(abstracts.map((abstract, i) => paper(abstract, titles[i]))),
  );
  return texts.map(({ units, spellings: at }) =>
    Array.from(units, (unit, i) => (unit < 0 ? '/' : `[${spellings[at[i]!]!}]`))
      .join('')
      .replace(/^\/+|\/+$/gu, ''),
  );
};

describe('abbreviations in a vocabulary', () => {
  it('are one unit with what they stand for, written the way that is written more, in its number', () => {
    const [, short, long, plural] = written([
      'large language models (LLMs) reason',
      'one LLM reasons, LLMs do, an LLM',
      'a large language model reasons',
      'large language models reason',
    ]);
    expect(short).toBe('[one][LLM][reasons]/[LLMs][do]/[an][LLM]');
    expect(long).toBe('[a][LLM][reasons]');
    expect(plural).toBe('[LLMs][reason]');
  });

  it('are written out where titles do so', () => {
    const titles = Array.from({ length: 6 }, () => 'Deep Reinforcement Learning');
    const abstracts = titles.map(() => 'reinforcement learning (RL): RL and RL and RL');
    expect(written(abstracts, titles)[0]).toBe(
      '[deep][reinforcement learning]/[reinforcement learning]/[reinforcement learning]/' +
        '[reinforcement learning][and][reinforcement learning][and][reinforcement learning]',
    );
  });

  it('are never written out with function words in them', () => {
    const titles = Array.from({ length: 6 }, () => 'Imitation from Pixels');
    const abstracts = titles.map(() => 'imitation from pixels (IfP)');
    expect(written(abstracts, titles)[0]).toBe('[IfP]/[IfP]/[IfP]');
  });

  it('are found within longer phrases and within longer abbreviations', () => {
    const texts = written([
      'multimodal large language models (MLLMs) and MLLMs or MLLMs',
      'large language models (LLMs) and LLMs and unsupervised LLMs',
      'multimodal LLMs and unsupervised large language models',
    ]);
    expect(texts[2]).toBe('[MLLMs][and][unsupervised][LLMs]');
  });

  it('tell which word their long form ends with', () => {
    const { keys, heads } = finish(
      buildVocabulary([
        paper('acute myeloid leukemia (AML) and AML and leukemia'),
        paper('tuberculosis (TB)'),
      ]),
    );
    expect(Array.from(heads, ([unit, head]) => [keys[unit], keys[head]])).toEqual([
      ['acutemyeloidleukemia', 'leukemia'],
    ]);
  });

  it('mean in a paper what it says, and nothing elsewhere when papers differ', () => {
    const texts = written([
      'self-supervised learning (SSL) wins',
      'self-supervised learning (SSL) wins',
      'semi-supervised learning (SSL) wins, SSL wins',
      'semi-supervised learning (SSL) wins',
      'SSL wins',
    ]);
    expect(texts[0]).toMatch(/^\[self-supervised learning\]/u);
    expect(texts[2]).toMatch(/^(?:\[semi-supervised learning\]\/?.*){3}$/u);
    expect(texts[4]).toBe('[SSL][wins]');
  });

  it('do not hang on one odd definition, on plain words, or on kinds that only a number tells apart', () => {
    const dna = Array.from({ length: 40 }, () => 'DNA binds');
    expect(written([...dna, 'deep network architectures (DNA)'])[0]).toBe('[DNA][binds]');
    const smart = Array.from({ length: 9 }, () => 'a smart cat');
    expect(written([...smart, 'a simple meta art (SMART)'])[0]).toBe('[a][smart][cat]');
    const cells = Array.from({ length: 60 }, () => 'cells grow');
    expect(written([...cells, 'cells (CE) grow, CE too']).at(-1)).toMatch(/\[CE\]/u);
    expect(written(['histone deacetylase 4 (HDAC4)', 'histone deacetylase 6 (HDAC6)'])).toEqual([
      '[histone][deacetylase]/[HDAC4]',
      '[histone][deacetylase]/[HDAC6]',
    ]);
  });

  it('leave a longer phrase whole: an HCV infection is more than HCV', () => {
    const texts = written([
      'hepatitis C virus (HCV)',
      'hepatitis C virus (HCV)',
      'hepatitis C virus infection (HCV)',
    ]);
    expect(texts[2]).toMatch(/\[infection\]/u);
  });
});

describe('spellings', () => {
  it('are in lower case though capitals explain an abbreviation, but for proper names', () => {
    const [first] = written([
      'We use Parameter-Efficient Fine-Tuning (PEFT) by Monte Carlo and Monte-Carlo for Ghana',
      'We use the parameter of an efficient Monte Carlo run in Ghana, Monte Carlo again, in Monte Carlo',
    ]);
    expect(first).toMatch(/\[parameter-efficient/u);
    expect(first).toMatch(/Monte.Carlo/u);
    expect(first).toMatch(/\[Ghana\]/u);
  });

  it('do not take the headings of an abstract for acronyms', () => {
    expect(written(['DESIGN A trial. The trial has a design.'])[0]).toMatch(/^\[design\]/u);
  });
});
