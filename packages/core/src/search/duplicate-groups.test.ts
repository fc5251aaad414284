import { expect, test } from 'vitest';
import { makePaper } from '../../tests/support/made-papers.ts';
import type { Paper } from '../papers/paper.ts';
import { groupDuplicates } from './duplicate-groups.ts';

const ABSTRACT =
  'We study how graph networks pass messages between distant nodes and why deep ones fail to do so. Our analysis shows that ' +
  'long paths squash what a node can say about its surroundings into vectors of fixed size. We give a bound on this loss, ' +
  'rewire the graph along its curvature, and improve accuracy on nine molecular benchmarks at no cost in memory.';
const OTHER =
  'Diffusion models draw images by removing noise step by step, which takes hundreds of passes through a large network. ' +
  'This work distils such a sampler into one of four steps with a progressive teacher, keeps the quality of its pictures on ' +
  'three public collections, and measures how much time and energy a user saves on ordinary hardware.';

const paper = (id: string, fields: Partial<Paper>): Paper =>
  makePaper({ id, title: `Paper ${id}`, ...fields });

/** Ids of each group, where every paper is a neighbour of every other. */
async function groups(papers: readonly Paper[]): Promise<string[][]> {
  return (await findGroups(papers)).map(({ rows }) => rows.map((row) => papers[row]!.id));
}

function findGroups(papers: readonly Paper[]) {
  const count = papers.length;
  const indices = Int32Array.from(
    papers.flatMap((_, row) => papers.map((_, other) => other).filter((other) => other !== row)),
  );
  const k = count - 1;
  return groupDuplicates(papers, {
    embeddings: { data: new Float32Array(count * 2).fill(Math.SQRT1_2), count, dimension: 2 },
    neighbors: { indices, distances: new Float32Array(indices.length), count, k },
  });
}

test('one DOI or one arXiv id is one work, whatever else differs, an arXiv DOI included', async () => {
  expect(
    await groups([
      paper('a', { title: 'Squashing', doi: '10.1000/x' }),
      paper('b', { title: 'Over-squashing', doi: '10.1000/x' }),
      paper('c', { title: 'Noise', arxivId: '2001.01234' }),
      paper('d', { title: 'Noise again', doi: '10.48550/arxiv.2001.01234' }),
      paper('e', { doi: '10.1000/y' }),
    ]),
  ).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('an edited title over a shuffled, cut or whole abstract is found', async () => {
  const sentences = ABSTRACT.split('. ');
  const title = 'Why deep graph networks forget';
  expect(
    await groups([
      paper('a', { title, abstract: ABSTRACT }),
      paper('b', { title: `${title} revisited`, abstract: [...sentences].reverse().join('. ') }),
      paper('c', { title, abstract: sentences.slice(0, 2).join('. ') }),
      paper('d', { title: 'Messages lost on long paths', abstract: ABSTRACT }),
      paper('e', { title: 'Few steps', abstract: OTHER }),
    ]),
  ).toEqual([['a', 'b', 'c', 'd']]);
});

test('papers of one empty title are different papers', async () => {
  expect(
    await groups([
      paper('a', { title: 'Summary', abstract: ABSTRACT, authors: ['Ada Lovelace'] }),
      paper('b', { title: 'Summary', abstract: OTHER, authors: ['Ada Lovelace'] }),
      paper('c', { title: 'Summary', authors: ['Alan Turing'], year: 1950 }),
      paper('d', { title: 'Summary', authors: ['Grace Hopper'], year: 1950 }),
      paper('e', { title: '' }),
      paper('f', { title: '' }),
    ]),
  ).toEqual([]);
});

test('a telling title with its authors is one work though the abstract was written anew', async () => {
  const title = 'Curvature rewiring for deep graph networks';
  const authors = ['Ada Lovelace', 'Alan Turing'];
  const anew = paper('b', { title, authors: ['Lovelace, A.', 'Turing, A.'], abstract: OTHER, year: 2021 });
  expect(await groups([paper('a', { title, authors, abstract: ABSTRACT, year: 2020 }), anew])).toHaveLength(
    1,
  );
  expect(await groups([paper('a', { title, authors, abstract: ABSTRACT, year: 2010 }), anew])).toEqual([]);
  expect(await groups([paper('a', { title, authors: ['X Y'], abstract: ABSTRACT }), anew])).toEqual([]);
});

test('the parts of a series are different papers, however much they share', async () => {
  const title = 'Message passing at scale, part';
  expect(
    await groups([
      paper('a', { title: `${title} I`, abstract: ABSTRACT }),
      paper('b', { title: `${title} II`, abstract: ABSTRACT }),
      paper('c', { title: 'Findings of the 2019 shared task', abstract: OTHER }),
      paper('d', { title: 'Findings of the 2020 shared task', abstract: OTHER }),
    ]),
  ).toEqual([]);
});

test('one abstract that was put to papers of different people is no evidence', async () => {
  expect(
    await groups([
      paper('a', { title: 'Message passing', abstract: ABSTRACT, authors: ['Ada Lovelace'] }),
      paper('b', { title: 'Tidal prediction', abstract: ABSTRACT, authors: ['Alan Turing'] }),
    ]),
  ).toEqual([]);
});

test('the evidence is in words and figures, and the merged record has what each knows', async () => {
  const title = 'Curvature rewiring for graph networks';
  const preprint = paper('a', {
    title,
    abstract: ABSTRACT,
    arxivId: '2001.01234',
    authors: ['Ada Lovelace'],
  });
  const published = paper('b', { title, abstract: ABSTRACT, doi: '10.1000/x', venue: 'ICML', year: 2020 });
  const [group] = await findGroups([preprint, published]);
  expect(group?.pairs).toEqual([
    {
      a: 0,
      b: 1,
      kind: 'same-title',
      figures: { title: 1, runs: 1, words: 1, similarity: expect.closeTo(1, 6), sharedAuthors: null },
      reasons: [
        'same title',
        'of the shorter abstract 100 % of the runs of three words and 100 % of the words stand in the other',
        'similarity of meaning 1.000',
      ],
    },
  ]);
  expect(group?.merged).toMatchObject({
    id: 'b',
    doi: '10.1000/x',
    arxivId: '2001.01234',
    venue: 'ICML',
    authors: ['Ada Lovelace'],
    extra: { otherids: 'a' },
  });
});

test('no papers and one paper have no duplicates; a stopped search says so', async () => {
  expect(await groups([])).toEqual([]);
  expect(await groups([paper('a', {})])).toEqual([]);
  const nothing = {
    embeddings: { data: new Float32Array(0), count: 0, dimension: 2 },
    neighbors: { indices: new Int32Array(0), distances: new Float32Array(0), count: 0, k: 0 },
  };
  await expect(groupDuplicates([], nothing, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
