import { afterEach, describe, expect, it, vi } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { decodeKeywordIndex, encodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { createMatrix, normalizeRows } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { acceptRowsInSlices } from '../search/accept-rows.ts';
import { createPaperTable } from '../search/paper-table.ts';
import { Pace } from '../task.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { NearRows } from '../vector-index/near-rows.ts';
import { findPaths } from '../vector-index/shortest-path.ts';
import { assertPapers } from './contents.ts';
import { findPaperChanges } from './paper-changes.ts';

const COUNT = 2048;
const papers = makePapers(COUNT).map((paper, row) => ({ ...paper, title: `${paper.title} w${row}` }));
const random = createRandom(7);
const data = Float32Array.from({ length: 8 * COUNT }, () => random() - 0.5);
const vectors = normalizeRows(createMatrix(COUNT, 8, data));
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

  it('reading the words of a file, first what they are, then where they stand', async () => {
    const index = await buildKeywordIndex(papers);
    const bytes = await encodeKeywordIndex(index);
    const looks = await countSlices(() => decodeKeywordIndex(bytes, COUNT));
    expect(looks).toBeGreaterThanOrEqual((2 * index.termCount) / 256);
  });

  it('preparing the new among them, which the others are compared with', async () => {
    const rows = Int32Array.from({ length: COUNT }, (_, row) => row);
    const prepare = () => NearRows.over(vectors, rows, 5, new Pace(undefined, 'the kNN graph'));
    expect(await countSlices(prepare)).toBeGreaterThanOrEqual(COUNT / 256);
  });
});

it('turning the kNN graph round ends a slice at least every 4,096 links', async () => {
  const graph = await buildKnnGraph(vectors, { k: 5 });
  const find = () => findPaths(graph, 0, 0, new Pace(undefined, 'the path'));
  expect(await countSlices(find)).toBeGreaterThanOrEqual((2 * COUNT * 5) / 4096);
});
