import { httpFiles, openAtlas as openPortable } from '../src/index.ts';
import {
  type Atlas,
  buildAtlas,
  createExactIndex,
  ExplorerError,
  openAtlas,
  type Paper,
  readPapers,
} from '../src/node.ts';

/** Wrong calls of the public surface: each must be refused by the compiler. `npm test` checks this file by its types alone. */
export async function refuseWrongCalls(atlas: Atlas, paper: Paper): Promise<void> {
  // @ts-expect-error a mode that does not exist
  await atlas.search('words', { mode: 'psychic' });
  // @ts-expect-error a limit is a number, "all" is the command line's word for Infinity
  await atlas.similar(paper.id, { limit: 'all' });
  // @ts-expect-error a paper is asked for by its id, not by its row
  await atlas.similar(3);
  // @ts-expect-error an atlas is written somewhere
  await buildAtlas([paper], {});
  // @ts-expect-error a paper is more than its title
  await buildAtlas([{ title: 'Title' }], { out: 'x.atlas' });
  // @ts-expect-error a folder needs Node: the portable entry takes files
  await openPortable('x.atlas');
  // @ts-expect-error the Node entry takes a folder; openAtlasFiles takes files
  await openAtlas(httpFiles('https://example.org/x.atlas/'));
  // @ts-expect-error papers are not changed once they are read
  paper.title = 'Another';
  // @ts-expect-error a metric as hnswlib calls it
  createExactIndex(await atlas.embeddings(), { metric: 'manhattan' });
  // @ts-expect-error the list of error codes is closed
  throw new ExplorerError('SOMETHING_ELSE', 'what happened');
}

export async function acceptRightCalls(): Promise<string[]> {
  const { papers, report } = await readPapers(['a.bib', 'b.csv.gz'], { mapping: { abstract: 'body' } });
  const { generation } = await buildAtlas(papers, { out: 'x.atlas', ingest: report, seed: 7 });
  await using atlas = await openAtlas('x.atlas');
  const hits = await atlas.search('words', { limit: Number.POSITIVE_INFINITY, mode: 'semantic' });
  return hits.map(
    ({ rank, paper, similarity, score }) => `${generation} ${rank} ${paper.id} ${similarity} ${score}`,
  );
}
