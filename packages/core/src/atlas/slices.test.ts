import { afterEach, describe, expect, it, vi } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { decodeKeywordIndex, encodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { createMatrix } from '../math/matrix.ts';
import { acceptRowsInSlices } from '../search/accept-rows.ts';
import { createPaperTable } from '../search/paper-table.ts';
import { assertPapers } from './contents.ts';
import { findPaperChanges } from './paper-changes.ts';

const COUNT = 2048;
const papers = makePapers(COUNT).map((paper, row) => ({ ...paper, title: `${paper.title} w${row}` }));
const sides = { papers, embeddings: createMatrix(COUNT, 4) };

afterEach(() => vi.restoreAllMocks());

/** Looks at the clock during `work`, each of them the end of a slice: the clock says each time that a turn is due. */
async function countSlices(work: () => Promise<unknown>): Promise<number> {
  let now = performance.now();
  let looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    looks++;
    now += 1000;
    return now;
  });
  await work();
  vi.restoreAllMocks();
  return looks;
}

describe('steps over all papers end a slice at least every 256 papers:', () => {
  it('checking them', async () => {
    expect(await countSlices(() => assertPapers(papers))).toBeGreaterThanOrEqual(COUNT / 256);
  });

  it('comparing them with those before', async () => {
    const compare = () => findPaperChanges(sides, sides);
    expect(await countSlices(compare)).toBeGreaterThanOrEqual(COUNT / 256);
  });

  it('filtering them by a phrase', async () => {
    const filter = { phrases: ['no such words'], authors: ['Nobody'] };
    const work = () => acceptRowsInSlices(createPaperTable(papers), filter, undefined);
    expect(await countSlices(work)).toBeGreaterThanOrEqual(COUNT / 256);
  });

  it('reading their words, merging them with those before, writing and reading them', async () => {
    const index = await buildKeywordIndex(papers);
    const bytes = await encodeKeywordIndex(index);
    const rowBefore = Int32Array.from(papers.keys());
    const works = [
      () => buildKeywordIndex(papers),
      () => buildKeywordIndex(papers, { before: { index, rowBefore } }),
      () => encodeKeywordIndex(index),
      () => decodeKeywordIndex(bytes, COUNT),
    ];
    for (const work of works) expect(await countSlices(work)).toBeGreaterThanOrEqual(COUNT / 256);
  });
});
