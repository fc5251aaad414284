import {
  buildKnnGraph,
  createWorkerPool,
  findDuplicateGroups,
  openAtlas,
  openModelFolder,
  type Paper,
  paperText,
  type VectorMatrix,
} from 'paper-atlas/node';
import { afterAll, expect, inject, test } from 'vitest';
import { makeVariant, VARIANTS } from '../support/paper-variants.ts';

/** Every fifth paper comes twice, in each way once. */
const STEP = 5;

const atlas = await openAtlas(inject('seedAtlas'));
const { spec, path } = await openModelFolder();
const pool = createWorkerPool({ model: spec, location: path });
afterAll(async () => {
  await pool.dispose();
  await atlas.dispose();
});

const originals = atlas.papers.filter(({ abstract }, row) => row % STEP === 0 && abstract.length > 200);

/** The seed's papers and more, as an atlas would hold them. */
async function addPapers(more: readonly Paper[]) {
  const papers = [...atlas.papers, ...more];
  const [old, added] = [await atlas.embeddings(), await pool.embed(more.map(paperText), 'document')];
  const data = new Float32Array(papers.length * old.dimension);
  data.set(old.data);
  data.set(added.data, old.data.length);
  const embeddings: VectorMatrix = { data, count: papers.length, dimension: old.dimension };
  const neighbors = await buildKnnGraph(embeddings, { k: 15 });
  return { papers, embeddings: async () => embeddings, neighbors: async () => neighbors };
}

test('the seed holds no paper twice: none of its neighbours is taken for the same work', async () => {
  expect(await findDuplicateGroups(atlas)).toEqual([]);
});

test.each(Object.entries(VARIANTS))(
  'of papers that come twice, %s, .97 are found and no other',
  async (name, make) => {
    const variants = originals.map((paper, i) => makeVariant(paper, make, i));
    const groups = await findDuplicateGroups(await addPapers(variants));
    const originalOf = (id: string) => id.replace(/^variant-of-/, '');
    const ids = groups.map(({ merged }) => [merged.id, String(merged.extra['otherids'])]);
    const right = ids.filter(([a, b]) => originalOf(a!) === originalOf(b!));
    console.info(`${name}: ${right.length} of ${originals.length} found, ${ids.length - right.length} wrong`);
    expect(ids.length - right.length).toBe(0);
    expect(right.length / originals.length).toBeGreaterThanOrEqual(0.97);
  },
);
