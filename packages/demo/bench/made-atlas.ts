import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildAtlas,
  createRandom,
  type Embedder,
  normalizeRows,
  openAtlas,
  type Paper,
  readPapers,
  rowOf,
} from 'paper-atlas/node';

export interface MadeAtlasOptions {
  /** Folder of a small atlas whose papers are repeated. */
  readonly seedAtlas: string;
  readonly count: number;
  /** Where the atlas goes. One that is there already is taken as it is. */
  readonly out: string;
}

/** How far a copy's vector lies from its original's: cosine about .8, as between near papers. */
const JITTER = 0.75;
/** Summed for a number that is about normal. */
const UNIFORMS = 6;

/** An atlas of many papers: those of a small one again and again, their vectors moved a little, so that nothing has to be embedded. */
export async function makeLargeAtlas({ seedAtlas, count, out }: MadeAtlasOptions): Promise<void> {
  if (await isThere(out)) return;
  const seed = await openAtlas(seedAtlas);
  const vectors = await seed.embeddings();
  const random = createRandom(1);
  const papers: Paper[] = Array.from({ length: count }, (_, row) => {
    const paper = seed.papers[row % seed.papers.length]!;
    const copy = Math.floor(row / seed.papers.length);
    return copy === 0 ? paper : { ...paper, id: `${paper.id}-${copy}`, title: `${paper.title} (${copy})` };
  });
  const { dimension } = vectors;
  const data = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const original = rowOf(vectors, row % vectors.count);
    for (let at = 0; at < dimension; at++) {
      const noise = Array.from({ length: UNIFORMS }, random).reduce((sum, value) => sum + value - 0.5, 0);
      data[row * dimension + at] = original[at]! + (JITTER * noise) / Math.sqrt((dimension * UNIFORMS) / 12);
    }
  }
  const all = normalizeRows({ data, count, dimension });
  let given = 0;
  const embedder: Embedder = {
    model: seed.manifest.model,
    async embed(texts) {
      const rows = { data: all.data.subarray(given * dimension, (given + texts.length) * dimension) };
      given += texts.length;
      return { data: rows.data.slice(), count: texts.length, dimension };
    },
    dispose: async () => {},
  };
  await buildAtlas(papers, { out, embedder });
}

/** An atlas of the papers in a file, embedded by the model. */
export async function buildFromFile(file: string, out: string): Promise<void> {
  if (await isThere(out)) return;
  const { papers } = await readPapers([file]);
  await buildAtlas(papers, { out });
}

async function isThere(dir: string): Promise<boolean> {
  return (await stat(join(dir, 'manifest.json')).catch(() => null)) !== null;
}
