import { describe, expect, test } from 'vitest';
import { makePaper } from '../../tests/support/made-papers.ts';
import type { Paper } from '../papers/paper.ts';
import { matchEntries } from './match-entries.ts';

const ABSTRACT =
  'We study how graph networks pass messages between distant nodes and why deep ones fail to do so. Our analysis shows that ' +
  'long paths squash what a node can say about its surroundings into vectors of fixed size, and we give a bound on this loss.';

const paper = (id: string, fields: Partial<Paper>): Paper =>
  makePaper({ id, title: `Paper ${id}`, ...fields });

/** Ids of the papers taken for each entry. */
async function match(papers: readonly Paper[], entries: readonly Paper[]): Promise<string[][]> {
  const matches = await matchEntries(papers, entries);
  return matches.map((found) => found.map(({ row }) => papers[row]!.id));
}

describe('matchEntries', () => {
  test('takes one DOI, one arXiv id and an arXiv DOI for one work, whatever the titles say', async () => {
    const papers = [paper('a', { doi: '10.1000/x' }), paper('b', { arxivId: '2001.01234' }), paper('c', {})];
    const entries = [
      paper('1', { doi: '10.48550/arxiv.2001.01234' }),
      paper('2', { doi: '10.1000/x' }),
      paper('3', { doi: '10.1000/y' }),
    ];
    expect(await match(papers, entries)).toEqual([['b'], ['a'], []]);
  });

  test('takes one id for one work unless the titles contradict', async () => {
    const papers = [paper('1', { title: 'Tides of the North Sea' }), paper('2', { title: 'Graph networks' })];
    const entries = [
      paper('1', { title: 'Tides of the North Sea, revised' }),
      paper('2', { title: 'Image diffusion' }),
    ];
    expect(await match(papers, entries)).toEqual([['1'], []]);
    const [found] = await matchEntries(papers, entries);
    expect(found).toMatchObject([
      { evidence: { kind: 'same-id', reasons: ['same id 1', expect.any(String), expect.any(String)] } },
    ]);
  });

  test('takes a title without case, accents and signs where authors agree, and all versions of a work', async () => {
    const authors = ['Ada Lovelace', 'Alan Turing'];
    const papers = [
      paper('pre', { title: 'Über Squashing in Graph Networks', abstract: ABSTRACT, authors, year: 2020 }),
      paper('pub', { title: 'Uber squashing in graph networks', authors, year: 2021 }),
      paper('other', { title: 'Über Squashing in Graph Networks', authors: ['Grace Hopper'], year: 1990 }),
    ];
    const entry = paper('e', {
      title: 'Über: Squashing, in graph networks',
      authors: ['Lovelace, Ada'],
      year: 2021,
    });
    expect(await match(papers, [entry])).toEqual([['pre', 'pub']]);
  });

  test('without authors or abstracts a title is enough when it says something and only one paper bears it', async () => {
    const papers = [
      paper('a', { title: 'Invariant Graph Transformer', abstract: ABSTRACT }),
      paper('b', { title: 'Summary', abstract: ABSTRACT }),
      paper('c', { title: 'Letter to the editor' }),
      paper('d', { title: 'Letter to the editor', abstract: 'Quite another matter.' }),
      paper('e', { title: 'Tides of the North Sea', year: 1950 }),
    ];
    const entries = [
      paper('1', { title: 'Invariant graph transformer', authors: ['Ada Lovelace'] }),
      paper('2', { title: 'Summary', authors: ['Ada Lovelace'] }),
      paper('3', { title: 'Letter to the Editor', authors: ['Ada Lovelace'] }),
      paper('4', { title: 'Tides of the North Sea', authors: ['Ada Lovelace'], year: 2020 }),
    ];
    expect(await match(papers, entries)).toEqual([['a'], [], [], []]);
  });

  test('two abstracts that differ are two works, though the titles are the same', async () => {
    const title = 'Squashing in graph networks';
    const entry = paper('e', {
      title,
      abstract: 'Gauges along the coast were read for forty years by hand.',
    });
    expect(await match([paper('a', { title, abstract: ABSTRACT })], [entry])).toEqual([[]]);
  });

  test('stops when it is told to', async () => {
    await expect(matchEntries([], [], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
