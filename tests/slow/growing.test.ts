import { join } from 'node:path';
import { type BuildReport, buildAtlas, type Embedder, openAtlas, type Paper, rowOf } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { createSyntheticEmbeddings } from '../../packages/core/bench/synthetic.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const COUNT = 2500;
/** One paper in a hundred. */
const CHANGE = COUNT / 100;
const ROUNDS = 20;
const DIMENSION = 64;

const table = createSyntheticEmbeddings({
  count: COUNT + 2 * ROUNDS * CHANGE,
  dimension: DIMENSION,
  seed: 6,
});

/** Gives a text the vector of the number that it ends with. */
const embedder: Embedder = {
  model: {
    id: 'tests/table',
    sha256: '0'.repeat(64),
    dtype: 'fp32',
    dimension: DIMENSION,
    pooling: 'mean',
    normalize: true,
    maxTokens: 256,
    documentPrefix: '',
    queryPrefix: '',
  },
  async embed(texts) {
    const data = new Float32Array(texts.length * DIMENSION);
    texts.forEach((text, i) => {
      data.set(rowOf(table, Number(/\d+$/.exec(text)?.[0])), i * DIMENSION);
    });
    return { data, count: texts.length, dimension: DIMENSION };
  },
  dispose: async () => {},
};

function makePaper(id: number, vector: number): Paper {
  const nothing = {
    authors: [],
    venue: null,
    categories: [],
    doi: null,
    arxivId: null,
    url: null,
    extra: {},
  };
  return { ...nothing, id: `p${id}`, title: `Paper of field ${id % 7}, ${vector}`, abstract: '', year: 2000 };
}

test('after twenty rounds of adding, editing and removing one paper in a hundred the index finds what it did, and the neighbours are exact', async () => {
  const folder = makeTemporaryFolder();
  const out = join(folder, 'grown.atlas');
  let next = 0;
  let papers = Array.from({ length: COUNT }, () => makePaper(next, next++));
  const recalls: (number | null)[] = [];
  const build = async (): Promise<BuildReport> => {
    const report = await buildAtlas(papers, { out, embedder });
    recalls.push(report.quality.recallAt10);
    return report;
  };
  await build();
  for (let round = 0; round < ROUNDS; round++) {
    const of = (row: number) => (row + 7 * round) % 100;
    const left = papers.filter((_, row) => of(row) !== 61);
    const edited = left.map((paper, row) =>
      of(row) === 37 ? makePaper(Number(paper.id.slice(1)), next++) : paper,
    );
    const added = Array.from({ length: CHANGE }, () => makePaper(next, next++));
    papers = [...edited, ...added];
    const { change, embeddings } = await build();
    expect(change?.refit).toBeNull();
    expect(embeddings.made).toBeLessThanOrEqual(3 * CHANGE);
  }
  expect(Math.min(...recalls.map((recall) => recall ?? 0))).toBeGreaterThanOrEqual(0.99);
  const anew = join(folder, 'anew.atlas');
  await buildAtlas(papers, { out: anew, embedder });
  await using grownAtlas = await openAtlas(out);
  await using anewAtlas = await openAtlas(anew);
  for (const kind of ['embeddings', 'neighbors', 'neighbor-distances', 'keywords'])
    expect(grownAtlas.manifest.kinds[kind], kind).toEqual(anewAtlas.manifest.kinds[kind]);
});
