import { beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { SEARCH_MODES } from '../search/hit.ts';
import type { AtlasFiles } from '../store/files.ts';
import { openAtlas } from './atlas.ts';
import { type AtlasContents, assertPapers, computeContents, resolveContentsOptions } from './contents.ts';
import { StageClock } from './stage-clock.ts';

const embedder = async () => createWordEmbedder();

const openCount = async (count: number) => openAtlas(await buildInMemory(count), { embedder });

describe('an atlas of forty papers, wholly in memory', () => {
  let files: AtlasFiles;
  beforeAll(async () => {
    files = await buildInMemory(40);
  });

  test('a search finds the field that is asked for, best first, ranks without gaps', async () => {
    const atlas = await openAtlas(files, { embedder });
    const hits = await atlas.search('message passing on a graph', { limit: 8 });
    expect(hits.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(hits.every(({ paper }) => paper.title.startsWith('graph'))).toBe(true);
    expect(hits.every((hit, at) => at === 0 || hit.score <= hits[at - 1]!.score)).toBe(true);
  });

  test('similar leaves the paper itself out, and Infinity gives all the others once', async () => {
    const atlas = await openAtlas(files);
    const hits = await atlas.similar('p5', { limit: Number.POSITIVE_INFINITY });
    expect(hits).toHaveLength(39);
    expect(new Set(hits.map(({ paper }) => paper.id)).size).toBe(39);
    expect(hits.some(({ paper }) => paper.id === 'p5')).toBe(false);
    expect(hits.slice(0, 9).every(({ paper }) => paper.title.startsWith('diffusion'))).toBe(true);
  });

  test('an index gives the same hits with the same figures as none', async () => {
    const plain = await openAtlas(files, { embedder });
    const indexed = await openAtlas(files, { embedder, openIndex: async () => plain.index() });
    for (const mode of SEARCH_MODES) {
      const options = { limit: 3, mode };
      expect(await indexed.search('causal effect', options)).toEqual(
        await plain.search('causal effect', options),
      );
      expect(await indexed.similar('p3', options)).toEqual(await plain.similar('p3', options));
    }
  });

  test('a paper is found by id, and by its title without regard to case and spaces', async () => {
    const atlas = await openAtlas(files);
    expect(atlas.findPaper('p7').id).toBe('p7');
    expect(atlas.findPaper(`  ${atlas.papers[7]!.title.toUpperCase()} `).id).toBe('p7');
  });

  test('an unknown title is an error with the nearest titles as data', async () => {
    const atlas = await openAtlas(files);
    const title = atlas.papers[9]!.title;
    expect(() => atlas.findPaper(title.slice(0, -2))).toThrow(title);
    await expect(atlas.similar('graph nodes')).rejects.toMatchObject({
      code: 'PAPER_NOT_FOUND',
      details: {
        name: 'graph nodes',
        suggestions: expect.arrayContaining([expect.objectContaining({ id: expect.any(String) })]),
      },
    });
  });

  test.each([0, -1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY])('a limit of %d is refused', async (limit) => {
    const atlas = await openAtlas(files, { embedder });
    await expect(atlas.search('graph', { limit })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: { limit },
    });
  });

  test('an empty query and an unknown mode are refused', async () => {
    const atlas = await openAtlas(files, { embedder });
    await expect(atlas.search(' \n ')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(atlas.search('x', { mode: 'psychic' as 'semantic' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test('without a model similar works, and search says which model is missing', async () => {
    const atlas = await openAtlas(files);
    expect(await atlas.similar('p0', { limit: 1 })).toHaveLength(1);
    await expect(atlas.search('graph')).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      details: { model: 'tests/words' },
    });
  });

  test('a model of another spec is refused and freed', async () => {
    const other = createWordEmbedder({ maxTokens: 5 });
    let freed = 0;
    const atlas = await openAtlas(files, {
      embedder: async () => ({ ...other, dispose: async () => void freed++ }),
    });
    await expect(atlas.search('graph')).rejects.toMatchObject({ code: 'MODEL_MISMATCH' });
    expect(freed).toBe(1);
  });

  test('an abort before the search rejects it', async () => {
    const atlas = await openAtlas(files, { embedder });
    await expect(atlas.similar('p0', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test('a disposed atlas answers nothing more, and starts nothing', async () => {
    let made = 0;
    const count = async () => {
      made++;
      return createWordEmbedder();
    };
    const atlas = await openAtlas(files, { embedder: count });
    await atlas.dispose();
    for (const ask of [() => atlas.search('graph'), () => atlas.similar('p0'), () => atlas.index()])
      await expect(ask()).rejects.toThrow(/this atlas was disposed/);
    expect(made).toBe(0);
  });

  test('a model that was asked for early is freed, whether it was used or not', async () => {
    const freed: string[] = [];
    const preloading = async (name: string) => ({
      ...createWordEmbedder(),
      dispose: async () => void freed.push(name),
    });
    const atlas = await openAtlas(files, { preloadModel: true, embedder: () => preloading('unused') });
    await atlas.dispose();
    const broken = { ...files, read: async () => Promise.reject(new Error('no disk')) };
    await expect(
      openAtlas(broken, { preloadModel: true, embedder: () => preloading('never') }),
    ).rejects.toThrow('no disk');
    expect(freed).toEqual(['unused']);
  });

  test.each([undefined, null, 5, {}])('%j is neither a query nor an id', async (value) => {
    const atlas = await openAtlas(files, { embedder });
    await expect(atlas.search(value as string)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(atlas.similar(value as string)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('dispose is safe twice, and nothing that was never used is made for it', async () => {
    let made = 0;
    const atlas = await openAtlas(files, {
      embedder: async () => {
        made++;
        return createWordEmbedder();
      },
    });
    await atlas.dispose();
    await atlas.dispose();
    expect(made).toBe(0);
  });
});

test.each([1, 2, 3, 4, 5])('an atlas of %i papers opens and answers', async (count) => {
  const atlas = await openCount(count);
  expect(await atlas.search('graph', { limit: 10 })).toHaveLength(count);
  expect(await atlas.similar('p0', { limit: 10 })).toHaveLength(count - 1);
  expect((await atlas.neighbors()).k).toBe(Math.min(15, count - 1));
  expect((await atlas.projection()).count).toBe(count);
  expect(await atlas.placement()).toHaveLength(count);
  expect(await atlas.membership()).toHaveLength(2 * count);
});

describe('what a file says is checked, not only its hash', () => {
  const open = async (change: (contents: AtlasContents) => AtlasContents) =>
    openAtlas(await buildInMemory(20, change));

  test('a neighbour outside the atlas', async () => {
    const atlas = await open((contents) => {
      contents.neighbors.indices[4] = 20;
      return contents;
    });
    await expect(atlas.neighbors()).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringMatching(/data\/neighbors-/),
    });
  });

  test('a place off the map', async () => {
    const atlas = await open((contents) => {
      contents.map!.projection.xy[3] = 7;
      return contents;
    });
    await expect(atlas.projection()).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringMatching(/data\/projection-/),
    });
  });

  test('a region that is not there', async () => {
    const atlas = await open((contents) => {
      contents.map!.membership[0] = 99;
      return contents;
    });
    await expect(atlas.membership()).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });

  test('a paper without a title', async () => {
    const opened = open((contents) => ({
      ...contents,
      papers: contents.papers.map((paper, row) => (row === 6 ? ({ ...paper, title: 5 } as never) : paper)),
    }));
    await expect(opened).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringMatching(/row 6/),
    });
  });

  test('a region without a name', async () => {
    const atlas = await open((contents) => ({
      ...contents,
      map: { ...contents.map!, regions: [{ id: 0 } as never] },
    }));
    await expect(atlas.regions()).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });
});

describe('papers and vectors that would make an atlas that cannot be opened', () => {
  const [paper] = makePapers(1);

  test.each([
    ['a list of null', [null], /row 0 is no paper: it is null/],
    [
      'a paper of title and abstract alone',
      [{ id: 'a', title: 'x', abstract: 'y' }],
      /its authors is undefined/,
    ],
    ['a year as text', [{ ...paper, year: '2020' }], /its year is "2020"/],
    ['two papers of one id', [paper, paper], /same id "p0"/],
    ['text', 'abc', /got string for the papers/],
    ['nothing', [], /no paper/],
  ])('%s', async (_name, papers, message) => {
    await expect(assertPapers(papers as never)).rejects.toThrow(message);
  });

  const computeWith = (change: (vectors: VectorMatrix) => VectorMatrix) => {
    const words = createWordEmbedder();
    const embedder = {
      ...words,
      embed: async (...args: Parameters<typeof words.embed>) => change(await words.embed(...args)),
    };
    return computeContents(
      makePapers(9),
      { embedder, buildIndex: async () => null },
      resolveContentsOptions({}),
      new StageClock({}),
    );
  };

  test('vectors of another shape than the model’s', async () => {
    const computed = computeWith(({ data, count }) => ({
      data: data.subarray(0, count * 3),
      count,
      dimension: 3,
    }));
    await expect(computed).rejects.toMatchObject({ code: 'DIMENSION_MISMATCH' });
  });

  test('vectors that are not of unit length', async () => {
    const computed = computeWith((vectors) => ({ ...vectors, data: vectors.data.map((value) => 2 * value) }));
    await expect(computed).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', details: { row: 0 } });
  });
});

describe('the contents', () => {
  const compute = (papers = makePapers(30)) =>
    computeContents(
      papers,
      { embedder: createWordEmbedder(), buildIndex: async () => null },
      resolveContentsOptions({}),
      new StageClock({}),
    );

  test('the same papers and seed give the same contents', async () => {
    const [one, two] = [await compute(), await compute()];
    expect(two.contents).toEqual(one.contents);
    expect(two.quality).toEqual(one.quality);
  });

  test.each([
    { neighbors: 1 },
    { neighbors: 201 },
    { neighbors: 2.5 },
    { minDist: -0.1 },
    { minDist: Number.NaN },
    { seed: -1 },
    { seed: 2 ** 32 },
  ])('the option %j is out of its range', (options) => {
    expect(() => resolveContentsOptions(options)).toThrow(/expected a (whole )?number from/);
  });
});
