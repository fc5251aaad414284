import { beforeAll, expect, test } from 'vitest';
import { makePaper } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { isExplorerError } from '../errors.ts';
import { type Atlas, openAtlas } from './atlas.ts';

const abstracts = ['Glacier calving speeds up as fjords warm.', 'Storm surges flood the coast at high tide.'];
let atlas: Atlas;
beforeAll(async () => {
  const papers = Array.from({ length: 24 }, (_, row) =>
    makePaper({ id: `p${row}`, title: `Study ${row}`, abstract: abstracts[row % 2]! }),
  );
  atlas = await openAtlas(await buildInMemory(papers));
});
const ids = (rest: number) => atlas.papers.filter((_, row) => row % 2 === rest).map(({ id }) => id);

test('some papers of an atlas are told from the others by words that stand in them alone', async () => {
  const [ice, tides] = [await atlas.tellingWords(ids(0)), await atlas.tellingWords(ids(1))];
  expect(ice.map(({ term }) => term).join(' ')).toMatch(/calving|fjords/i);
  expect(tides.map(({ term }) => term).join(' ')).toMatch(/storm|surges|coast|tide/i);
  expect(await atlas.tellingWords([...ids(0), ...ids(0)])).toEqual(ice);
  expect(await atlas.tellingWords([])).toEqual([]);
});

test('an id that is not there is named', async () => {
  await expect(atlas.tellingWords(['p1', 'nowhere'])).rejects.toSatisfy(
    (error) => isExplorerError(error, 'PAPER_NOT_FOUND') && error.message.includes('nowhere'),
  );
});
