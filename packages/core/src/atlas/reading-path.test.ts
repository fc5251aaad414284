import { beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { dot } from '../math/distance.ts';
import { type Atlas, openAtlas } from './atlas.ts';

let atlas: Atlas;
beforeAll(async () => {
  atlas = await openAtlas(await buildInMemory(60));
});

/** The similarity of two papers, by their vectors. */
async function similarityOf(a: string, b: string): Promise<number> {
  const { data, dimension } = await atlas.embeddings();
  const [one, other] = [a, b].map((id) => dimension * atlas.papers.findIndex((paper) => paper.id === id));
  return dot(data, one!, data, other!, dimension);
}

describe('path', () => {
  test('leads from one paper to the other over neighbours, with the similarity of each step', async () => {
    const { isWhole, steps, direct } = await atlas.path('p0', 'p3');
    expect(isWhole).toBe(true);
    const ids = steps.map(({ paper }) => paper.id);
    expect([ids[0], ids.at(-1)]).toEqual(['p0', 'p3']);
    expect(steps[0]!.closeness).toBeNull();
    const { indices, k } = await atlas.neighbors();
    const row = (id: string) => Number(id.slice(1));
    const isNear = (a: string, b: string) => indices.subarray(row(a) * k, (row(a) + 1) * k).includes(row(b));
    for (const [at, { closeness }] of steps.entries()) {
      if (closeness === null) continue;
      const [before, id] = [ids[at - 1]!, ids[at]!];
      expect(isNear(before, id) || isNear(id, before)).toBe(true);
      expect(closeness.similarity).toBeCloseTo(await similarityOf(before, id), 6);
      expect(closeness.percentile).toBeGreaterThanOrEqual(0);
    }
    expect(direct.similarity).toBeCloseTo(await similarityOf('p0', 'p3'), 6);
  });

  test('is the same backwards', async () => {
    const [there, back] = [await atlas.path('p1', 'p42'), await atlas.path('p42', 'p1')];
    expect(back.steps.map(({ paper }) => paper.id)).toEqual(
      there.steps.map(({ paper }) => paper.id).reverse(),
    );
  });

  test('of a paper to itself is that paper', async () => {
    const { isWhole, steps } = await atlas.path('p5', 'p5');
    expect(isWhole).toBe(true);
    expect(steps).toEqual([{ paper: atlas.papers[5], closeness: null }]);
  });

  test('where none leads says so, and goes to what is nearest of all that can be reached', async () => {
    // Four fields of five: no paper has a neighbour in another field.
    const papers = makePapers(20);
    const split = await openAtlas(
      await buildInMemory(papers, (contents) => {
        const indices = new Int32Array(20 * 2);
        for (let row = 0; row < 20; row++) indices.set([(row + 4) % 20, (row + 16) % 20], 2 * row);
        const distances = new Float32Array(40).fill(0.5);
        return { ...contents, neighbors: { indices, distances, count: 20, k: 2 } };
      }),
    );
    const { isWhole, steps } = await split.path('p0', 'p1');
    expect(isWhole).toBe(false);
    expect(steps[0]!.paper.id).toBe('p0');
    const field = [0, 4, 8, 12, 16].map((row) => `p${row}`);
    const near = await split.similar('p1', { mode: 'semantic', limit: 19 });
    expect(steps.at(-1)!.paper.id).toBe(near.find(({ paper }) => field.includes(paper.id))!.paper.id);
    expect(steps.every(({ paper }) => field.includes(paper.id))).toBe(true);
  });

  test('in an atlas of one paper is that paper', async () => {
    const single = await openAtlas(await buildInMemory(1));
    expect(await single.path('p0', 'p0')).toMatchObject({ isWhole: true, direct: { percentile: null } });
  });

  test('refuses what is no paper, and stops when it is told to', async () => {
    await expect(atlas.path('p0', 'nobody')).rejects.toMatchObject({ code: 'PAPER_NOT_FOUND' });
    await expect(atlas.path(0 as never, 'p1')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(atlas.path('p0', 'p1', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
