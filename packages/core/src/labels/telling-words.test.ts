import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { findTellingWords, type TextSource } from './telling-words.ts';
import type { PaperText } from './vocabulary.ts';

const TOPICS = [
  'We propose a novel approach to protein folding. Protein folding is useful, and folded proteins matter.',
  'Results show that Bayesian optimization and GPs help. The Bayesian optimization approach is developed.',
  'This paper studies chain-of-thought prompts for an LLM. Chain of thought and LLMs are important.',
];
const EACH = 12;
const texts = TOPICS.flatMap((abstract, topic) =>
  Array.from({ length: EACH }, (_, i) => ({ title: `Study ${topic} ${i}`, abstract })),
);
const rowsOf = (topic: number) => Int32Array.from({ length: EACH }, (_, i) => EACH * topic + i);
const textsOf = (all: readonly PaperText[]): TextSource => ({
  count: all.length,
  read: async (rows) => rows.map((row) => all[row]!),
});
const termsOf = async (rows: Int32Array) =>
  (await findTellingWords(textsOf(texts), rows)).map(({ term }) => term);

describe('findTellingWords', () => {
  it('finds what these papers say and the others do not, as it is written', async () => {
    expect(await termsOf(rowsOf(0))).toContain('protein folding');
    expect((await termsOf(rowsOf(1))).join(' ')).toContain('Bayesian optimization');
    const thoughts = (await termsOf(rowsOf(2))).join(' ');
    expect(thoughts).toContain('chain-of-thought');
    expect(thoughts).not.toMatch(/protein|Bayesian/);
  });

  it('of all papers gives the words that they use most, of none no word', async () => {
    const all = await termsOf(Int32Array.from(texts.keys()));
    expect(all.length).toBeGreaterThan(0);
    expect(await termsOf(new Int32Array(0))).toEqual([]);
  });

  it('gives up to eight, each once, best first, all of them words of the papers, of any papers', async () => {
    const known = TOPICS.join(' ').toLowerCase();
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(texts.length - 1)), async (picked) => {
        const found = await findTellingWords(textsOf(texts), Int32Array.from(picked).sort());
        expect(found.length).toBeLessThanOrEqual(8);
        expect(new Set(found.map(({ term }) => term.toLowerCase())).size).toBe(found.length);
        for (const { term, score } of found) {
          expect(score).toBeGreaterThan(0);
          expect(known).toContain(term.toLowerCase().split(/[ -]/)[0]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('reads a part of many papers, and finds the same', async () => {
    const many = Array.from({ length: 6000 }, (_, row) => texts[row % texts.length]!);
    const rows = Int32Array.from([...many.keys()].filter((row) => row % texts.length < EACH));
    const found = await findTellingWords(textsOf(many), rows);
    expect(found.map(({ term }) => term)).toContain('protein folding');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(findTellingWords(textsOf(texts), rowsOf(0), { signal })).rejects.toSatisfy((error) =>
      isExplorerError(error, 'ABORTED'),
    );
  });
});
