import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { createMatrix, selectRows } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { Progress } from '../task.ts';
import { createExactIndex } from './exact.ts';
import { buildHnswIndex, createHnswIndex, openHnswIndex, saveHnswIndex } from './hnsw.ts';
import { checkHnswFile, findLeaders } from './hnsw-file.ts';
import { HNSW_DEFAULTS } from './hnsw-parameters.ts';
import { measureRecall } from './recall.ts';

const vectors = createSyntheticEmbeddings({ count: 1500, dimension: 16, seed: 11 });
const EVERY = Int32Array.from({ length: 1500 }, (_, row) => row);
let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-atlas-hnsw-'));
  path = join(folder, 'good.hnsw');
  await saveHnswIndex(await buildHnswIndex(vectors), path);
});
afterAll(() => rm(folder, { recursive: true }));

describe('buildHnswIndex', () => {
  it('makes the same file for the same vectors and seed, and another for another seed', async () => {
    const [first, second, other] = [join(folder, 'a'), join(folder, 'b'), join(folder, 'c')];
    await saveHnswIndex(await buildHnswIndex(vectors, { seed: 5 }), first);
    await saveHnswIndex(await buildHnswIndex(vectors, { seed: 5 }), second);
    await saveHnswIndex(await buildHnswIndex(vectors, { seed: 6 }), other);
    expect(await readFile(first)).toEqual(await readFile(second));
    expect(await readFile(first)).not.toEqual(await readFile(other));
  });

  it('makes the file that adding in parts makes, however the index grew', async () => {
    const index = await createHnswIndex({ dimension: 16, capacity: 1 });
    for (let from = 0; from < 1500; from += 300) {
      const rows = EVERY.slice(from, from + 300);
      await index.add(rows, selectRows(vectors, rows));
    }
    const grown = join(folder, 'grown');
    await saveHnswIndex(index, grown);
    expect(await readFile(grown)).toEqual(await readFile(path));
  });

  it('reports progress, gives timers their turn, and stops when it is told to', async () => {
    const reports: Progress[] = [];
    const many = createSyntheticEmbeddings({ count: 3000, dimension: 64, seed: 2 });
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await buildHnswIndex(many, {}, { onProgress: (progress) => reports.push(progress) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(reports.at(-1)).toEqual({ stage: 'index', done: 3000, total: 3000 });
    const controller = new AbortController();
    const task = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(buildHnswIndex(many, {}, task)).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it.each([{ M: 1 }, { M: 2.5 }, { M: 5000 }, { efConstruction: 0 }, { ef: 0 }, { ef: 1e9 }, { seed: -1 }])(
    'refuses %o',
    async (options) => {
      await expect(buildHnswIndex(vectors, options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );

  it('refuses an ef or a capacity that is none', async () => {
    const index = await buildHnswIndex(vectors);
    await expect(index.search(vectors, 1, { ef: 0 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    for (const capacity of [-1, 1.5, 2 ** 31]) {
      await expect(createHnswIndex({ dimension: 4, capacity })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
    }
    // A hint: no memory for two thousand million vectors is taken before they come.
    const roomy = await createHnswIndex({ dimension: 4, capacity: 2 ** 31 - 1 });
    await roomy.dispose();
  });
});

describe('saveHnswIndex and openHnswIndex', () => {
  it('give back the index: same answers, and its ef, which hnswlib forgets', async () => {
    const built = await buildHnswIndex(vectors, { ef: 30 });
    const opened = await openHnswIndex(path, { vectors, ef: 30 });
    expect(opened.parameters).toEqual({ ...HNSW_DEFAULTS, ef: 30 });
    expect(await opened.search(vectors, 10)).toEqual(await built.search(vectors, 10));
    const { recall } = await measureRecall(await openHnswIndex(path, { vectors }), vectors);
    expect(recall).toBeGreaterThan(0.99);
  });

  it('keep identical vectors, and can go on adding after opening', async () => {
    const doubled = selectRows(
      vectors,
      EVERY.map((row) => row - (row % 3)),
    );
    const file = join(folder, 'doubled');
    await saveHnswIndex(await buildHnswIndex(doubled), file);
    const opened = await openHnswIndex(file, { vectors: doubled, ef: 10 });
    expect([...(await opened.search(selectRows(doubled, [1000]), 4)).indices.slice(0, 3)]).toEqual([
      999, 1000, 1001,
    ]);
    await opened.add(Int32Array.of(1500, 1501), selectRows(vectors, [1, 0]));
    const found = await opened.search(selectRows(vectors, [1, 0]), 4);
    expect(found.indices[0]).toBe(1500);
    expect([...found.indices.slice(4)]).toEqual([0, 1, 2, 1501]);
    await saveHnswIndex(opened, file);
  });

  it.each(['cosine', 'ip', 'l2'] as const)('work by %s, for vectors of any length', async (metric) => {
    const long = createMatrix(
      1500,
      16,
      vectors.data.map((value, i) => value * (1 + (i % 7))),
    );
    const file = join(folder, metric);
    await saveHnswIndex(await buildHnswIndex(long, { metric }), file);
    const opened = await openHnswIndex(file, { vectors: long, metric });
    const exact = createExactIndex(long, { metric });
    const queries = selectRows(long, [7, 77, 777]);
    expect(await opened.search(queries, 3, { ef: 300 })).toEqual(await exact.search(queries, 3));
  });

  it('keep an empty index and one of a single row', async () => {
    for (const count of [0, 1]) {
      const few = selectRows(vectors, EVERY.slice(0, count));
      const file = join(folder, `few-${count}`);
      await saveHnswIndex(await buildHnswIndex(few), file);
      const opened = await openHnswIndex(file, { vectors: few });
      expect(opened.count).toBe(count);
      await opened.add(Int32Array.of(count), selectRows(vectors, [9]));
      expect((await opened.search(selectRows(vectors, [9]), 1)).indices[0]).toBe(count);
    }
  });

  it('refuse rows that are not 0, 1, 2… or have gaps, other indexes, and a folder that is not there', async () => {
    const index = await buildHnswIndex(vectors);
    const error = { code: 'INVALID_ARGUMENT' };
    const nowhere = join(folder, 'no', 'where');
    await expect(saveHnswIndex(index, nowhere)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    await index.remove(Int32Array.of(1499));
    await expect(saveHnswIndex(index, join(folder, 'gaps'))).rejects.toMatchObject(error);
    const shuffled = await createHnswIndex({ dimension: 16 });
    await shuffled.add(Int32Array.of(1, 0), selectRows(vectors, [1, 0]));
    await expect(saveHnswIndex(shuffled, join(folder, 'order'))).rejects.toMatchObject(error);
    const foreign = createExactIndex(vectors) as unknown as typeof index;
    await expect(saveHnswIndex(foreign, join(folder, 'foreign'))).rejects.toMatchObject(error);
    await shuffled.dispose();
    await expect(saveHnswIndex(shuffled, join(folder, 'gone'))).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
    });
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('name the file when it is missing, torn, or made from other vectors or parameters', async () => {
    const good = await readFile(path);
    const other = createSyntheticEmbeddings({ count: 1500, dimension: 16, seed: 12 });
    const wide = createSyntheticEmbeddings({ count: 1500, dimension: 20, seed: 11 });
    const fewer = selectRows(vectors, EVERY.slice(0, 1499));
    await expectDamaged(openHnswIndex(join(folder, 'missing'), { vectors }), 'missing');
    for (const options of [
      { vectors: other },
      { vectors: wide },
      { vectors: fewer },
      { vectors, M: 8 },
      { vectors, efConstruction: 100 },
    ]) {
      await expectDamaged(openHnswIndex(path, options), 'good.hnsw');
    }
    const torn = join(folder, 'torn.hnsw');
    for (const size of [0, 50, 96, 5000, good.length - 4, good.length - 1]) {
      await writeFile(torn, good.subarray(0, size));
      await expectDamaged(openHnswIndex(torn, { vectors }), 'torn.hnsw');
    }
    await writeFile(torn, Buffer.concat([good, Buffer.alloc(4)]));
    await expectDamaged(openHnswIndex(torn, { vectors }), 'torn.hnsw');
  });
});

describe('a changed file', () => {
  const small = createSyntheticEmbeddings({ count: 300, dimension: 4, seed: 3 });
  const rows = Int32Array.from({ length: 300 }, (_, row) => row);

  it('is refused, or opens and answers with rows that exist: 2,000 seeded changes', {
    timeout: 300_000,
  }, async () => {
    const file = join(folder, 'fuzz.hnsw');
    const options = { vectors: small, M: 4, ef: 10 };
    await saveHnswIndex(await buildHnswIndex(small, options), file);
    const good = await readFile(file);
    const random = createRandom(1);
    const below = (limit: number) => Math.floor(random() * limit);
    const queries = selectRows(small, [0, 100, 200]);
    const outcomes = { refused: 0, answered: 0 };
    for (let round = 0; round < 2000; round++) {
      const bytes = mutate(good, below);
      try {
        checkHnswFile(bytes, { ...options, metric: 'cosine', efConstruction: 200 }, 'fuzz.hnsw');
      } catch (error) {
        expect(error).toMatchObject({ code: 'ATLAS_DAMAGED', details: { file: 'fuzz.hnsw' } });
        outcomes.refused++;
        continue;
      }
      await writeFile(file, bytes);
      const index = await openHnswIndex(file, options);
      const { indices } = await index.search(queries, 2);
      expect(indices.every((row) => row >= 0 && row < 300)).toBe(true);
      await index.add(Int32Array.of(300), selectRows(small, [5]));
      await index.dispose();
      outcomes.answered++;
    }
    expect(outcomes.refused).toBeGreaterThan(500);
    expect(outcomes.answered).toBeGreaterThan(20);
  });

  it('is refused for any change to the header, a vector, a label or a level', async () => {
    const file = join(folder, 'each.hnsw');
    await saveHnswIndex(await buildHnswIndex(small, { M: 4 }), file);
    const good = new Uint8Array(await readFile(file));
    const expected = { vectors: small, metric: 'cosine', M: 4, efConstruction: 200 } as const;
    const record = 4 + 2 * 4 * 4 + 4 * 4 + 8;
    const places: number[] = [];
    // All but the layer factor (80 to 87), whose last bits may differ between machines.
    for (let at = 0; at < 96; at++) if (at < 80 || at >= 88) places.push(at);
    for (const row of rows) for (let at = 36; at < record; at++) places.push(96 + row * record + at);
    places.push(87, 96 + 300 * record);
    for (const at of places) {
      const bytes = good.slice();
      bytes[at]! ^= 0x41;
      expect(() => checkHnswFile(bytes, expected, 'each.hnsw'), `byte ${at}`).toThrow(/each\.hnsw/);
    }
    expect(() => checkHnswFile(good, expected, 'each.hnsw')).not.toThrow();
  });

  it('is refused when a link leads to an element that is not on that layer, to itself, or out of the graph', async () => {
    const { good, words, upper } = await readGraph();
    const onGround = upper.findIndex((at) => at < 0);
    const [element, at] = [...upper.entries()].find(([, at]) => at >= 0 && words[at]! > 0)!;
    const cases = [
      { word: at + 1, value: onGround, layer: 1 },
      { word: at + 1, value: element, layer: 1 },
      { word: at + 1, value: 300, layer: 1 },
      { word: at, value: 5, layer: 1 },
      { word: 24 + 1, value: 0, layer: 0 },
      { word: 24 + 1, value: 0xffff_ffff, layer: 0 },
      { word: 24, value: 9, layer: 0 },
      { word: 24, value: words[24]! | 0x1_0000, layer: 0 },
    ];
    for (const { word, value, layer } of cases) {
      const changed = Uint32Array.from(words);
      changed[word] = value;
      const expected = { vectors: small, metric: 'cosine', M: 4, efConstruction: 200 } as const;
      expect(() => checkHnswFile(new Uint8Array(changed.buffer), expected, 'links')).toThrow(
        `on layer ${layer}`,
      );
    }
    expect(good.length).toBe(words.length * 4);
  });

  it('still answers in full when all its links are gone: what a walk leaves short is searched exactly', async () => {
    const { words } = await readGraph();
    for (let element = 0; element < 300; element++) words[24 + element * 15] = 0;
    const file = join(folder, 'loose.hnsw');
    await writeFile(file, new Uint8Array(words.buffer));
    const index = await openHnswIndex(file, { vectors: small, M: 4, ef: 10 });
    const exact = createExactIndex(small);
    expect(await index.search(small, 3)).toEqual(await exact.search(small, 3));
  });

  /** The words of a good file, and where each element's upper link lists begin in them (-1: it has none). */
  async function readGraph() {
    const file = join(folder, 'links.hnsw');
    await saveHnswIndex(await buildHnswIndex(small, { M: 4 }), file);
    const good = Uint8Array.from(await readFile(file));
    const words = new Uint32Array(good.buffer);
    const upper: number[] = [];
    // 24 words of header, then 15 an element: a count and 8 links, 4 values, a label of two.
    for (let at = 24 + 300 * 15; at < words.length; at += 1 + words[at]! / 4)
      upper.push(words[at]! > 0 ? at + 1 : -1);
    return { good, words, upper };
  }

  it('is checked just so when its bytes begin at an odd place', async () => {
    const good = await readFile(path);
    const shifted = new Uint8Array(good.length + 1);
    shifted.set(good, 1);
    const expected = { vectors, metric: 'cosine', M: 16, efConstruction: 200 } as const;
    checkHnswFile(shifted.subarray(1), { ...expected, labels: findLeaders(vectors) }, 'shifted');
    shifted[1] = 1;
    expect(() => checkHnswFile(shifted.subarray(1), expected, 'shifted')).toThrow(/offsetLevel0/);
  });
});

describe('without hnswlib-node', () => {
  it('says that the package is missing and what to do instead', async () => {
    vi.doMock('hnswlib-node', () => {
      throw new Error('Cannot find module');
    });
    try {
      const error = {
        code: 'INDEX_UNAVAILABLE',
        message: expect.stringMatching(/hnswlib-node.*exact index/),
      };
      await expect(createHnswIndex({ dimension: 2 })).rejects.toMatchObject(error);
      await expect(openHnswIndex(path, { vectors })).rejects.toMatchObject(error);
    } finally {
      vi.doUnmock('hnswlib-node');
    }
  });
});

async function expectDamaged(opening: Promise<unknown>, name: string): Promise<void> {
  await expect(opening).rejects.toMatchObject({
    code: 'ATLAS_DAMAGED',
    message: expect.stringContaining(name),
    details: { file: expect.stringContaining(name) },
  });
}

/** One change: a bit or a word flipped, a word copied from elsewhere, a piece cut out, doubled or swapped, the end cut off. */
function mutate(good: Uint8Array, below: (limit: number) => number): Uint8Array {
  const bytes = Uint8Array.from(good);
  const at = below(bytes.length);
  const word = at & ~3;
  const other = below(bytes.length) & ~3;
  switch (below(7)) {
    case 0:
      bytes[at]! ^= 1 << below(8);
      return bytes;
    case 1:
      bytes.set([below(256), below(256), below(256), below(256)], Math.min(word, bytes.length - 4));
      return bytes;
    case 2:
      bytes.copyWithin(word, other, other + 4);
      return bytes;
    case 3:
      bytes.set([below(300) & 255, below(2), 0, 0], Math.min(word, bytes.length - 4));
      return bytes;
    case 4:
      return bytes.slice(0, at);
    case 5:
      return Uint8Array.from([
        ...bytes.subarray(0, word),
        ...bytes.subarray(Math.min(word + 4 * below(40), bytes.length)),
      ]);
    default: {
      const length = 4 * (1 + below(30));
      const piece = bytes.slice(word, word + length);
      bytes.copyWithin(word, other, other + length);
      bytes.set(piece.subarray(0, bytes.length - other), other);
      return bytes;
    }
  }
}
