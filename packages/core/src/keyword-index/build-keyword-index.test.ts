import { describe, expect, test } from 'vitest';
import type { Progress } from '../task.ts';
import { Pace } from '../task.ts';
import { buildKeywordIndex } from './build-keyword-index.ts';
import { sortTerms } from './sort-terms.ts';

/** Papers of many different words. */
const papers = Array.from({ length: 3000 }, (_, row) => ({
  title: `Paper ${row}`,
  abstract: Array.from({ length: 60 }, (_, i) => `word${(row * 31 + i * 17) % 20_011}`).join(' '),
}));

describe('buildKeywordIndex', () => {
  test('reports the papers that it has read, up to the last', async () => {
    const reports: Progress[] = [];
    await buildKeywordIndex(papers, {}, { onProgress: (progress) => reports.push(progress) });
    expect(reports.length).toBeGreaterThan(2);
    expect(reports[0]).toEqual({ stage: 'words', done: 0, total: 3000 });
    expect(reports.at(-1)).toEqual({ stage: 'words', done: 3000, total: 3000 });
    expect(reports.map(({ done }) => done)).toEqual(reports.map(({ done }) => done).sort((a, b) => a - b));
  });

  test('gives the event loop turns, in which it can be stopped', async () => {
    const stop = new AbortController();
    const building = buildKeywordIndex(papers, {}, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 0);
    await expect(building).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('does not begin when it is stopped already', async () => {
    const building = buildKeywordIndex(papers, {}, { signal: AbortSignal.abort() });
    await expect(building).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test.each([{ k1: -1 }, { k1: Number.NaN }, { k1: Number.POSITIVE_INFINITY }, { b: 1.1 }, { b: -0.1 }])(
    'refuses %o',
    async (options) => {
      await expect(buildKeywordIndex([], options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );

  test('keeps its terms in order, each once, and its rows in order within a term', async () => {
    const { postings } = await buildKeywordIndex(papers);
    expect(postings.terms).toEqual([...new Set(postings.terms)].sort());
    for (let term = 0; term < postings.terms.length; term += 97) {
      const rows = postings.rows.slice(postings.starts[term], postings.starts[term + 1]);
      expect(rows.length).toBeGreaterThan(0);
      expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
    }
  });
});

describe('sortTerms', () => {
  test.each([0, 1, 4096, 4097, 30_000])('sorts %i terms as sort() does', async (size) => {
    const terms = Array.from({ length: size }, (_, i) => `${(i * 7919) % 30_011}é${i}`);
    expect(await sortTerms(terms, new Pace(undefined, 'the test'))).toEqual(terms.toSorted());
  });
});
