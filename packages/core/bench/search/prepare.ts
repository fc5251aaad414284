import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createRandom, sampleRows } from '../../src/math/random.ts';
import {
  createMatrix,
  createWorkerPool,
  type Embedder,
  type JudgedQuery,
  type ModelSpec,
  openAtlas,
  openModelFolder,
  type Paper,
  paperName,
  paperText,
  readJudgedSet,
  readPapers,
  type VectorMatrix,
} from '../../src/node.ts';
import { createSyntheticEmbeddings } from '../synthetic.ts';
import type { SetSource } from './sets.ts';
import { createSyntheticEmbedder } from './synthetic-embedder.ts';
import { writeSearchAtlas } from './write-atlas.ts';

/** A corpus that is ready to be searched by every contender. */
export interface PreparedSet {
  readonly name: string;
  readonly papers: number;
  /** Holds `papers.json`, `vectors.f32`, `queries.json` and `queries.f32`. */
  readonly folder: string;
  readonly atlas: string;
  readonly vectors: 'of the model' | 'synthetic';
  /** What is asked; of a judged set each has its grades, else they are titles of papers. */
  readonly queries: readonly (Pick<JudgedQuery, 'text'> & {
    readonly grades: JudgedQuery['grades'] | null;
  })[];
}

export interface PrepareOptions {
  /** Where vectors are kept from run to run. */
  readonly cache: string;
  /** `model`, `synthetic`, or by size: above {@link MOST_EMBEDDED} papers they are synthetic. */
  readonly vectors: string | undefined;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** Embedding more takes many minutes; vectors without a meaning are searched in the same time. */
const MOST_EMBEDDED = 20_000;
/** Titles that are asked where nothing is judged. */
const TITLES = 200;

/** Reads, embeds and indexes a corpus; its vectors and those of its queries are made once and kept. */
export async function prepareSet(source: SetSource, options: PrepareOptions): Promise<PreparedSet> {
  const { print, seed } = options;
  const own = source.kind === 'atlas' ? await readAtlas(source.path) : null;
  const papers = own?.papers ?? (await readPapers(source.file)).papers;
  const isSynthetic =
    own === null && (options.vectors ?? (papers.length > MOST_EMBEDDED ? 'synthetic' : 'model')) !== 'model';
  const vectorKind = isSynthetic ? 'synthetic' : 'of the model';
  const folder = join(options.cache, keyOf(source, vectorKind));
  mkdirSync(folder, { recursive: true });
  const name = nameOf(source);
  print(`${name}: ${papers.length} papers, vectors ${vectorKind}`);

  const { spec, path } = await openModelFolder(own?.model.id);
  const pool = createWorkerPool({ model: spec, location: path });
  try {
    const shape = { count: papers.length, dimension: spec.dimension, seed };
    const vectors =
      own?.vectors ??
      (await keepVectors(join(folder, 'vectors.f32'), spec.dimension, async () =>
        isSynthetic ? createSyntheticEmbeddings(shape) : pool.embed(papers.map(paperText), 'document'),
      ));
    const embedder: Embedder = isSynthetic ? createSyntheticEmbedder(papers, vectors, spec, seed) : pool;
    const queries = await listQueries(isSynthetic ? null : source.judged, papers, seed);
    const texts = queries.map(({ text }) => text);
    const asked = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
    const ofQueries = await keepVectors(join(folder, `queries-${asked}.f32`), spec.dimension, () =>
      embedder.embed(texts, 'query'),
    );
    const bare = papers.map(({ id, title, abstract }) => ({ id, title, abstract }));
    writeFileSync(join(folder, 'papers.json'), JSON.stringify(bare));
    if (own !== null) writeVectors(join(folder, 'vectors.f32'), vectors);
    writeVectors(join(folder, 'queries.f32'), ofQueries);
    writeFileSync(
      join(folder, 'queries.json'),
      JSON.stringify({ queries: texts, dimension: spec.dimension }),
    );
    const atlas = own === null ? join(folder, 'atlas') : source.path;
    if (own === null)
      await writeSearchAtlas(atlas, {
        papers,
        vectors,
        embedder,
        seed,
        savedIndex: join(folder, 'hnsw.bin'),
      });
    return { name, papers: papers.length, folder, atlas, vectors: vectorKind, queries };
  } finally {
    await pool.dispose();
  }
}

async function readAtlas(
  path: string,
): Promise<{ papers: readonly Paper[]; vectors: VectorMatrix; model: ModelSpec }> {
  const atlas = await openAtlas(path);
  try {
    return { papers: atlas.papers, vectors: await atlas.embeddings(), model: atlas.manifest.model };
  } finally {
    await atlas.dispose();
  }
}

async function listQueries(
  judged: SetSource['judged'],
  papers: readonly Paper[],
  seed: number,
): Promise<PreparedSet['queries']> {
  if (judged !== null) return (await readJudgedSet(judged)).queries;
  const rows = sampleRows(papers.length, TITLES, createRandom(seed));
  return Array.from(rows, (row) => ({ text: paperName(papers[row]!), grades: null }));
}

async function keepVectors(
  file: string,
  dimension: number,
  make: () => Promise<VectorMatrix>,
): Promise<VectorMatrix> {
  if (existsSync(file)) {
    const data = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
    return createMatrix(data.length / dimension, dimension, data);
  }
  const vectors = await make();
  writeVectors(file, vectors);
  return vectors;
}

function writeVectors(file: string, { data }: VectorMatrix): void {
  writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function keyOf({ path, file }: SetSource, vectors: string): string {
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  const key = JSON.stringify([real, size, mtimeMs, vectors]);
  return `${nameOf({ path, file })}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
}

function nameOf({ path, file }: Pick<SetSource, 'path' | 'file'>): string {
  const name = basename(path).replace(/\.(jsonl|json|txt|csv|tsv|bib|gz|atlas)(?=\.|$)/g, '');
  return file === path && name === 'page' ? basename(dirname(path)) : name;
}
