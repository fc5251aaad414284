import { buildKnnGraph, createMatrix, createRandom, normalizeRows } from 'paper-atlas';
import { beforeAll, describe, expect, test } from 'vitest';
import { makePaper } from '../state/made-state.ts';
import type { FormingMap } from '../state/shape-state.ts';
import type { FormingQuestion } from './calls.ts';
import { formMap } from './form-map.ts';

const COUNT = 90;
const random = createRandom(7);
const data = Float32Array.from({ length: 16 * COUNT }, (_, at) => {
  const heap = Math.floor(at / 16) % 3;
  return random() - 0.5 + (at % 16 === heap ? 2 : 0);
});
const vectors = normalizeRows(createMatrix(COUNT, 16, data));
const papers = Array.from({ length: COUNT }, (_, row) =>
  makePaper(row, { title: `On ${['tides', 'stars', 'wine'][row % 3]}`, abstract: `Number ${row}.` }),
);
const like = {
  xy: Float32Array.from({ length: 2 * COUNT }, () => 2 * random() - 1),
  membership: new Int32Array(2 * COUNT),
};
const shape = { nNeighbors: 8, minDist: 0.2, seed: 3 };

describe('another map of an atlas', () => {
  let graph: Awaited<ReturnType<typeof buildKnnGraph>>;
  beforeAll(async () => {
    graph = await buildKnnGraph(vectors, { k: 12 });
  });
  const atlasOf = (hasVectors = true) => ({
    cards: papers,
    readPapers: async (rows: readonly number[]) => rows.map((row) => papers[row]!),
    neighbors: async () => graph,
    embeddings: async () => {
      if (!hasVectors) throw new Error('the vectors are damaged');
      return vectors;
    },
  });
  async function form(part: Partial<FormingQuestion> = {}, atlas = atlasOf()) {
    const reports: FormingMap[] = [];
    const question = { shape, like, isStill: false, ...part };
    const { signal } = new AbortController();
    const formed = await formMap(atlas, question, { signal, report: (report) => reports.push(report) });
    return { formed, reports, shown: reports.filter(({ map }) => map !== null) };
  }

  test('is the same for the same shape, whether it was looked at on the way or not, and another for another seed', async () => {
    const { formed, shown } = await form();
    const still = await form({ isStill: true });
    expect(still.formed).toEqual(formed);
    expect(shown.length).toBeGreaterThan(0);
    expect(still.shown).toEqual([]);
    const other = await form({ shape: { ...shape, seed: 4 } });
    expect(other.formed.map.xy).not.toEqual(formed.map.xy);
  });

  test('comes as maps without names, the last of which stands where the map will stand', async () => {
    const { formed, shown } = await form();
    const { map, done, total } = shown.at(-1)!;
    expect(done).toBe(total);
    expect(map!.xy).toEqual(formed.map.xy);
    expect(map!.regions).toEqual([]);
    expect(map!.terrain).toEqual(formed.map.terrain);
  });

  test('is measured and has regions of its own', async () => {
    const { map, placement, keptNeighbors, trustworthiness, continuity } = (await form()).formed;
    expect(map.regions.length).toBeGreaterThan(0);
    expect(map.membership).toHaveLength(2 * COUNT);
    expect(placement).toHaveLength(COUNT);
    for (const share of [keptNeighbors, trustworthiness, continuity]) expect(share).toBeGreaterThan(0.3);
  });

  test('of more neighbours than the atlas knows looks them up in its vectors', async () => {
    const { reports } = await form();
    expect(reports.some(({ stage }) => stage === 'graph')).toBe(false);
    const more = await form({ shape: { ...shape, nNeighbors: 60 } }, atlasOf());
    expect(more.reports[0]).toEqual({ stage: 'graph', done: COUNT, total: COUNT, map: null });
  });

  test('without vectors is made of the graph that is there, and measured as far as that goes', async () => {
    const { formed } = await form({}, atlasOf(false));
    expect(formed.placement).toHaveLength(COUNT);
    expect(formed.keptNeighbors).toBeGreaterThan(0.3);
    expect([formed.trustworthiness, formed.continuity]).toEqual([null, null]);
  });

  test('stops when nobody wants it any more', async () => {
    const controller = new AbortController();
    const report = () => controller.abort();
    const work = formMap(atlasOf(), { shape, like, isStill: false }, { signal: controller.signal, report });
    await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
