import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { buildHnswIndex, openHnswIndex, saveHnswIndex, updateHnswIndex } from './hnsw.ts';
import { checkHnswFile, findLeaders } from './hnsw-file.ts';
import { HNSW_DEFAULTS } from './hnsw-parameters.ts';
import { rewireHnswFile } from './hnsw-rewire.ts';
import { measureRecall } from './recall.ts';

const pool = createSyntheticEmbeddings({ count: 6000, dimension: 32, seed: 4 });
const expectation = { metric: 'cosine', ...HNSW_DEFAULTS } as const;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-atlas-rewire-'));
});
afterAll(() => rm(folder, { recursive: true }));

function pick(rows: readonly number[]): VectorMatrix {
  return selectRows(pool, rows);
}

async function saved(name: string, vectors: VectorMatrix): Promise<string> {
  const path = join(folder, name);
  await saveHnswIndex(await buildHnswIndex(vectors), path);
  return path;
}

/** Saves the index of `vectors` made from the one at `path`, as `name`. */
async function update(path: string, before: VectorMatrix, vectors: VectorMatrix, name: string) {
  const index = await updateHnswIndex(path, { before, vectors, scratch: join(folder, 'scratch') });
  const next = join(folder, name);
  await saveHnswIndex(index!, next);
  return next;
}

const first = (count: number) => Array.from({ length: count }, (_, row) => row);

describe('rewireHnswFile', () => {
  it('gives the same bytes when everything stays as it is', async () => {
    const vectors = pick(first(1200));
    const bytes = await readFile(await saved('same', vectors));
    const rows = Int32Array.from(first(1200));
    const shape = { dimension: 32, metric: 'cosine', M: 16, count: 1200 } as const;
    const { bytes: same } = rewireHnswFile(bytes, { ...shape, elements: rows, labels: rows });
    expect(Buffer.compare(same, bytes)).toBe(0);
  });

  it('gives a good graph of what is left, whatever is taken out', async () => {
    const vectors = pick(first(1500));
    const bytes = await readFile(await saved('whole', vectors));
    const random = createRandom(9);
    for (const share of [0.01, 0.3, 0.9]) {
      const elements = Int32Array.from(first(1500).filter(() => random() > share));
      const left = selectRows(vectors, elements);
      const shape = { dimension: 32, metric: 'cosine', M: 16, count: 1500 } as const;
      const labels = Int32Array.from(first(elements.length));
      const rewired = rewireHnswFile(bytes, { ...shape, elements, labels });
      expect(rewired.labels.length).toBeGreaterThan(0.9 * elements.length);
      checkHnswFile(rewired.bytes, { ...expectation, vectors: left, labels: rewired.labels }, 'left');
    }
  });
});

describe('updateHnswIndex', () => {
  it('gives the file that is there when nothing changed', async () => {
    const vectors = pick(first(1000));
    const path = await saved('unchanged', vectors);
    const next = await update(path, vectors, vectors, 'unchanged-2');
    expect(Buffer.compare(await readFile(next), await readFile(path))).toBe(0);
  });

  it('finds as well after twenty rounds of coming and going as an index made anew, and gives the same file twice', async () => {
    const random = createRandom(1);
    let rows = first(3000);
    let next = 3000;
    let path = await saved('round-0', pick(rows));
    for (let round = 1; round <= 20; round++) {
      const before = pick(rows);
      rows = rows.filter(() => random() > 0.02);
      // In the middle too, and some twice.
      for (let i = 0; i < 60; i++) rows.splice(Math.floor(random() * rows.length), 0, next++);
      rows.push(rows[5]!, rows[50]!);
      const again = round === 7 ? await update(path, before, pick(rows), 'again') : null;
      path = await update(path, before, pick(rows), `round-${round}`);
      if (again !== null) expect(await readFile(again)).toEqual(await readFile(path));
    }
    const vectors = pick(rows);
    const opened = await openHnswIndex(path, { vectors });
    const { recall } = await measureRecall(opened, vectors, { sample: 500, ef: 64 });
    const anew = await measureRecall(await buildHnswIndex(vectors), vectors, { sample: 500, ef: 64 });
    expect(recall).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(anew.recall - 0.005);
    expect(await readdir(folder)).not.toContain('scratch');
  });

  it('keeps the element of a vector whose first row went and whose second stays', async () => {
    const before = pick([...first(500), 3, 7]);
    const path = await saved('twins', before);
    const rows = [...first(500).filter((row) => row !== 3 && row !== 7), 3, 7];
    const vectors = pick(rows);
    const next = await update(path, before, vectors, 'twins-2');
    const opened = await openHnswIndex(next, { vectors });
    expect([...findLeaders(vectors)]).toHaveLength(500);
    expect((await opened.search(pick([7]), 1)).indices[0]).toBe(499);
  });

  it('makes nothing of a file of which less than half is left, and refuses a damaged one', async () => {
    const before = pick(first(400));
    const path = await saved('other', before);
    const options = { before, scratch: join(folder, 'scratch') };
    expect(await updateHnswIndex(path, { ...options, vectors: pick(first(801).slice(300)) })).toBeNull();
    const wrong = updateHnswIndex(path, { ...options, before: pick(first(401)), vectors: before });
    await expect(wrong).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });
});
