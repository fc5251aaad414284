import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { makePaper } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { dot } from '../math/distance.ts';
import { type Atlas, openAtlas } from './atlas.ts';

const COUNT = 60;

let atlas: Atlas;
beforeAll(async () => {
  atlas = await openAtlas(await buildInMemory(COUNT));
});

describe('cover', () => {
  test('says which entries are here, and why, and which are not', async () => {
    const [first, second] = [atlas.papers[3]!, atlas.papers[8]!];
    const stranger = makePaper({ id: 'stranger', title: 'Tides of the North Sea' });
    const entries = [second, stranger, { ...first, id: 'mine', abstract: '' }];
    const { found, missing, papers } = await atlas.cover(entries);
    expect(found.map(({ entry, papers: [one] }) => [entry.id, one!.id])).toEqual([
      ['p8', 'p8'],
      ['mine', 'p3'],
    ]);
    expect(found[1]!.evidence).toMatchObject({ kind: 'same-title' });
    expect(missing).toEqual([stranger]);
    expect(papers).toBe(2);
  });

  test('counts each region and finds what is nearest there, as comparing all with all does', async () => {
    const [{ data, dimension }, regions, membership] = [
      await atlas.embeddings(),
      await atlas.regions(),
      await atlas.membership(),
    ];
    const similarity = (a: number, b: number) => dot(data, a * dimension, data, b * dimension, dimension);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(COUNT - 1), { minLength: 1 }), async (read) => {
        const cover = await atlas.cover(read.map((row) => atlas.papers[row]!));
        expect(cover.papers).toBe(read.length);
        for (const { region, found, next } of cover.regions) {
          const rows = atlas.papers.flatMap((_, row) =>
            membership[2 * row + region.level] === region.id ? [row] : [],
          );
          expect(found).toBe(rows.filter((row) => read.includes(row)).length);
          const nearest = rows
            .filter((row) => !read.includes(row))
            .map((row) => Math.max(...read.map((other) => similarity(row, other))));
          if (next === null) expect(nearest).toEqual([]);
          else {
            expect(next.similarity).toBeCloseTo(Math.max(...nearest), 6);
            expect(read.map((row) => `p${row}`)).toContain(next.nearest.id);
            expect(read.map((row) => `p${row}`)).not.toContain(next.paper.id);
          }
        }
        expect(cover.regions.map(({ region }) => region)).toEqual(regions);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('speaks of the regions of another map where it is given one', async () => {
    const [one] = await atlas.regions();
    const region = { ...one!, name: 'all', size: COUNT };
    const map = {
      regions: [region],
      membership: new Int32Array(2 * COUNT).map((_, at) => (at % 2 ? -1 : 0)),
    };
    const { regions } = await atlas.cover(atlas.papers.slice(0, 5), { map });
    expect(regions).toMatchObject([{ region, found: 5 }]);
    const blank = { regions: [], membership: new Int32Array(2 * COUNT).fill(-1) };
    expect((await atlas.cover(atlas.papers.slice(0, 5), { map: blank })).regions).toEqual([]);
  });

  test('does not offer another version of what is read', async () => {
    const abstract = `${'Why deep graph networks forget what distant nodes say, and how a rewired graph helps them. '.repeat(3)}`;
    const papers = [
      makePaper({ id: 'read', title: 'Why deep graph networks forget', abstract, doi: '10.1000/x' }),
      makePaper({ id: 'version', title: 'Why deep graph networks forget things', abstract }),
      makePaper({ id: 'next', title: 'Deep graphs', abstract: 'Graph networks of many nodes.' }),
    ];
    const versions = await openAtlas(await buildInMemory(papers));
    const entry = makePaper({ id: 'e', title: 'Graphs', doi: '10.1000/x' });
    const { regions } = await versions.cover([entry]);
    expect(regions.map(({ next }) => next?.paper.id)).toEqual(regions.map(() => 'next'));
  });

  test('of a bibliography of which nothing is here has nothing to go on from', async () => {
    const stranger = makePaper({ id: 'stranger', title: 'Tides of the North Sea' });
    const { found, missing, papers, regions } = await atlas.cover([stranger]);
    expect({ found, missing, papers }).toEqual({ found: [], missing: [stranger], papers: 0 });
    expect(regions.every((region) => region.found === 0 && region.next === null)).toBe(true);
    expect(await atlas.cover([])).toMatchObject({ found: [], missing: [], papers: 0 });
  });

  test('tells of its progress, stops when it is told to, and refuses what is no paper', async () => {
    const done: number[] = [];
    await atlas.cover(atlas.papers.slice(0, 5), { onProgress: (progress) => done.push(progress.done) });
    expect(done).toEqual([1, 2, 3, 4, 5]);
    await expect(atlas.cover([], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(atlas.cover([{ title: 'x' } as never])).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
