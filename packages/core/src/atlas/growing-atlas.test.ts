import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import type { Paper } from '../papers/paper.ts';
import { relativePathOf } from '../store/files.ts';
import { openFolder } from '../store/folder.ts';
import { readManifest } from '../store/manifest.ts';
import { createAtlasReader } from './atlas-reader.ts';
import { type BuildAtlasOptions, buildAtlas } from './build-atlas.ts';
import { examineAtlas } from './examine-atlas.ts';
import { openAtlasFolder } from './open-atlas-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-atlas-growing-'));
});
afterAll(() => rm(folder, { recursive: true }));

const embedder = createWordEmbedder();
const all = makePapers(260);
const old = all.slice(0, 250);
/** Three gone, two edited, some new ones in the middle and at the end. */
const changed = [
  ...old.slice(3, 100),
  ...all.slice(250, 253),
  { ...old[100]!, abstract: 'Quite another text about graphs and rewards.' },
  { ...old[101]!, title: 'A new title' },
  ...old.slice(102),
  ...all.slice(253),
];

async function build(name: string, papers: readonly Paper[], options: Partial<BuildAtlasOptions> = {}) {
  const warnings: string[] = [];
  const out = join(folder, name);
  const onWarning = (message: string) => warnings.push(message);
  const report = await buildAtlas(papers, { out, embedder, onWarning, ...options });
  expect(warnings).toEqual([]);
  return { report, manifest: await readManifest(openFolder(out)) };
}

/** The place of each paper on the map of an atlas, by its id. */
async function placesIn(name: string): Promise<Map<string, number[]>> {
  const reader = await createAtlasReader(openFolder(join(folder, name)));
  const { xy } = await reader.projection();
  return new Map((await reader.papers()).map(({ id }, row) => [id, [...xy.subarray(2 * row, 2 * row + 2)]]));
}

describe('buildAtlas into an atlas that is there', () => {
  it('gives vectors, words and neighbours the bytes of an atlas made anew', async () => {
    await build('grown', old);
    const grown = await build('grown', changed);
    const anew = await build('anew', changed);
    for (const kind of ['papers', 'embeddings', 'keywords', 'neighbors', 'neighbor-distances'])
      expect(grown.manifest.kinds[kind], kind).toEqual(anew.manifest.kinds[kind]);
    expect(grown.manifest.quality.recallAt10).toBeGreaterThanOrEqual(0.99);
  });

  it('keeps every byte when nothing changed, and gives the same bytes for the same change', async () => {
    const first = await build('same', old);
    const second = await build('same', old);
    expect(second.manifest).toEqual({ ...first.manifest, generation: 2 });
    await build('twice', old);
    const [one, other] = [await build('same', changed), await build('twice', changed)];
    expect(one.manifest.kinds).toEqual(other.manifest.kinds);
    expect((await readdir(join(folder, 'same', 'data'))).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('neighbours are those of an atlas made anew also when the papers come in another order', async () => {
    await build('order', old);
    const turned = await build('order', [...changed].reverse());
    const anew = await build('order-anew', [...changed].reverse());
    expect(turned.manifest.kinds['neighbors']).toEqual(anew.manifest.kinds['neighbors']);
  });

  it('leaves old papers where they are on the map, unless a refit is asked for', async () => {
    await build('map', old);
    const before = await placesIn('map');
    const { manifest } = await build('map', changed);
    const after = await placesIn('map');
    for (const { id } of old.slice(3, 100).concat(old.slice(102)))
      expect(after.get(id)).toEqual(before.get(id));
    expect([...after.values()].flat().every((value) => value >= -1 && value <= 1)).toBe(true);
    expect(manifest.steps.projection['placed']).toBeGreaterThanOrEqual(10);
    const refit = await build('map', changed, { refit: true });
    const anew = await build('map-anew', changed);
    expect(refit.manifest.kinds['projection']).toEqual(anew.manifest.kinds['projection']);
    expect(refit.manifest.steps).toEqual(anew.manifest.steps);
  });

  it('says what came, went, was edited and moved, and which regions changed', async () => {
    expect((await build('told', old)).report.change).toBeNull();
    const { report } = await build('told', changed);
    expect(report.change).toMatchObject({
      added: all.slice(250).map(({ id }) => id),
      edited: ['p100', 'p101'],
      removed: ['p0', 'p1', 'p2'],
      refit: null,
    });
    for (const id of report.change!.moved) expect(['p100', 'p101']).toContain(id);
    const grown = report.change!.regions.reduce(
      (sum, { level, now, before }) => sum + (level === 0 ? now - before : 0),
      0,
    );
    expect(grown).toBe(changed.length - old.length);
    const same = await build('told', changed);
    expect(same.report.change).toEqual({
      added: [],
      edited: [],
      removed: [],
      moved: [],
      refit: null,
      regions: [],
    });
    const refit = await build('told', changed, { refit: true });
    expect(refit.report.change?.refit).toMatch(/asked for/);
  });

  it('makes good what is damaged there, whichever file it is, and says what it was', async () => {
    const papers = all.slice(0, 40);
    const { manifest } = await build('damaged', papers);
    for (const [kind, { shards, optional }] of Object.entries(manifest.kinds)) {
      const path = join(folder, 'damaged', relativePathOf(shards[0]!.name));
      const whole = await readFile(path);
      await writeFile(
        path,
        Uint8Array.from(whole, (byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte)),
      );
      const warnings: string[] = [];
      const onWarning = (message: string) => warnings.push(message);
      await buildAtlas(papers, { out: join(folder, 'damaged'), embedder, onWarning });
      if (!optional) expect(warnings.join(), kind).toContain(relativePathOf(shards[0]!.name));
      expect((await examineAtlas(join(folder, 'damaged'))).problems, kind).toEqual([]);
    }
  });

  it('measures the similarities of the corpus anew when enough of it is another', async () => {
    const calibrationOf = (built: Awaited<ReturnType<typeof build>>) =>
      [built.manifest.steps['calibration'], built.manifest.kinds['calibration']] as const;
    const [, first] = calibrationOf(await build('calibrated', old));
    const [step, kept] = calibrationOf(await build('calibrated', old.slice(0, 245)));
    expect([step, kept]).toEqual([{ seed: 42, changed: 5 }, first]);
    const [again, anew] = calibrationOf(await build('calibrated', old.slice(0, 235)));
    expect(again).toEqual({ seed: 42, changed: 0 });
    expect(anew).not.toEqual(first);
  });

  it('lays the map out anew when it is to be another one, or more than half of the papers are new', async () => {
    await build('other', old);
    const calmer = await build('other', old, { neighbors: 30 });
    expect(calmer.manifest.steps.projection).toMatchObject({ nNeighbors: 30, placed: 0 });
    await build('fewer', old.slice(0, 100));
    expect((await build('fewer', old)).manifest.steps.projection).toMatchObject({ placed: 0 });
  });

  it('leaves the map out when asked to, and adds it later as a build anew would make it', async () => {
    const { manifest, report } = await build('plain', old, { map: false });
    const whole = await build('whole', old);
    const mapless = Object.keys(whole.manifest.kinds).filter((kind) => !(kind in manifest.kinds));
    expect(mapless.sort()).toEqual(['membership', 'placement', 'projection', 'regions']);
    for (const kind of Object.keys(manifest.kinds))
      expect(manifest.kinds[kind], kind).toEqual(whole.manifest.kinds[kind]);
    expect(manifest.quality).toMatchObject({ trustworthiness: null, continuity: null, keptNeighbors: null });
    expect(report.stages.map(({ stage }) => stage)).not.toContain('map');

    const grown = await build('plain', changed, { map: false });
    expect(grown.report.change).toMatchObject({ removed: ['p0', 'p1', 'p2'], refit: null, regions: [] });
    const mapped = await build('plain', changed);
    const anew = await build('plain-anew', changed);
    expect(mapped.report).toMatchObject({
      embeddings: { made: 0 },
      change: { added: [], refit: 'there was no map' },
    });
    expect(mapped.manifest.kinds['projection']).toEqual(anew.manifest.kinds['projection']);
    expect(mapped.manifest.kinds['regions']).toEqual(anew.manifest.kinds['regions']);
    expect(mapped.manifest.steps.projection).toEqual(anew.manifest.steps.projection);
    expect(Object.keys((await build('plain', changed, { map: false })).manifest.kinds)).not.toContain(
      'projection',
    );
  });

  it('an atlas without a map is searched and examined as any other, and says what it lacks', async () => {
    await build('searched', old, { map: false });
    const dir = join(folder, 'searched');
    await using atlas = await openAtlasFolder(dir, { embedder: async () => embedder });
    expect(atlas.hasMap).toBe(false);
    expect(await atlas.search(old[5]!.title, { limit: 3 })).toHaveLength(3);
    for (const part of [atlas.projection, atlas.regions, atlas.membership])
      await expect(part()).rejects.toMatchObject({
        code: 'MAP_NOT_FOUND',
        message: expect.stringContaining('without --no-map'),
      });
    expect(await atlas.placement()).toBeNull();
    expect(await atlas.cover([old[3]!])).toMatchObject({ papers: 1, regions: [] });
    expect(await examineAtlas(dir)).toMatchObject({
      healthy: true,
      quality: { trustworthiness: null },
      advice: [expect.stringContaining('no map')],
    });
  });

  it('takes the list as it was, whatever becomes of it meanwhile', async () => {
    const list = [...old];
    const building = build('list', list);
    list.length = 0;
    expect((await building).report.papers).toBe(old.length);
  });

  it('grows from one paper and shrinks to one', async () => {
    for (const papers of [old.slice(0, 1), old.slice(0, 3), old.slice(0, 30), old.slice(7, 8)]) {
      const { manifest } = await build('small', papers);
      expect(manifest.counts.papers).toBe(papers.length);
    }
  });
});
