import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { createMatrix, rowOf, type VectorMatrix } from '../src/math/matrix.ts';
import { createExactIndex } from '../src/vector-index/exact.ts';
import { buildHnswIndex, type HnswIndex, saveHnswIndex } from '../src/vector-index/hnsw.ts';
import { HNSW_DEFAULTS } from '../src/vector-index/hnsw-parameters.ts';
import type { NeighborTable } from '../src/vector-index/vector-index.ts';
import { createSyntheticEmbeddings, createUniformVectors } from './synthetic.ts';

export const question =
  'How near to exact search is the HNSW index, how fast, how large, and what does our adapter cost over hnswlib-node itself?';

export interface BenchOptions {
  /** 2,000 vectors and one round instead of 20,000 and three. */
  readonly quick: boolean;
  /** `count=N`, `rounds=N`, `set=synthetic|uniform|file`, `vectors=FILE` (raw float32, 384 a row; its last 500 rows are the queries). */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

const DIMENSION = 384;
const QUERIES = 500;
const K = 10;
const EFS = [16, 32, 64, 128, 256, 512];

/** Mean and standard deviation over the rounds. */
interface Figure {
  readonly mean: number;
  readonly sd: number;
}

export async function run({ quick, args, print }: BenchOptions): Promise<unknown> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const count = Number(given.get('count') ?? (quick ? 2000 : 20_000));
  const rounds = Number(given.get('rounds') ?? (quick ? 1 : 3));
  const shape = { count: count + QUERIES, dimension: DIMENSION, seed: 1 };
  const file = given.get('vectors');
  const sets: [string, () => Promise<VectorMatrix>][] = [
    ['synthetic', async () => createSyntheticEmbeddings(shape)],
    ['uniform', async () => createUniformVectors(shape)],
  ];
  if (file !== undefined) sets.push(['file', () => readVectors(file)]);
  const results: Record<string, unknown> = {};
  for (const [name, make] of sets) {
    if (given.has('set') && given.get('set') !== name) continue;
    results[name] = await benchSet(name, await make(), rounds, print);
  }
  return { k: K, queries: QUERIES, rounds, parameters: HNSW_DEFAULTS, sets: results };
}

async function benchSet(name: string, all: VectorMatrix, rounds: number, print: (line: string) => void) {
  const count = all.count - QUERIES;
  const vectors = rowsOf(all, 0, count);
  const queries = rowsOf(all, count, all.count);
  const exact = createExactIndex(vectors);
  const truth = await exact.search(queries, K);
  const times = new Map<string, number[]>();
  const recall = new Map<string, number>();
  const time = async <T>(what: string, step: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await step();
    const seconds = (performance.now() - start) / 1000;
    times.set(what, [...(times.get(what) ?? []), seconds]);
    return result;
  };
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const ours = await time('build ours', () => buildHnswIndex(vectors));
    const raw = await time('build raw', () => buildRaw(vectors));
    await time('exact', () => exact.search(queries, K));
    for (const ef of EFS) {
      const found = await time(`ours ${ef}`, () => ours.search(queries, K, { ef }));
      const labels = await time(`raw ${ef}`, () => searchRaw(raw, queries, ef));
      recall.set(`ours ${ef}`, shareFound(truth, found.indices));
      recall.set(`raw ${ef}`, shareFound(truth, labels));
    }
    if (round === 0) bytes = await measureBytes(ours);
    await ours.dispose();
    raw.initIndex(1);
  }
  const perSecond = (what: string, units: number): Figure =>
    figureOf(times.get(what)!.map((seconds) => units / seconds));
  const rows = EFS.map((ef) => ({
    ef,
    recall: recall.get(`ours ${ef}`)!,
    queriesPerSecond: perSecond(`ours ${ef}`, QUERIES),
    rawRecall: recall.get(`raw ${ef}`)!,
    rawQueriesPerSecond: perSecond(`raw ${ef}`, QUERIES),
  }));
  const build = { ours: perSecond('build ours', count), raw: perSecond('build raw', count) };
  const exactRate = perSecond('exact', QUERIES);
  print(`${name}: ${count} x ${DIMENSION}, ${QUERIES} queries, k ${K}, ${rounds} round(s), mean ± sd`);
  print(`  build: ours ${show(build.ours)} adds/s, hnswlib-node ${show(build.raw)} adds/s`);
  print(`  bytes: ${bytes} in the file, ${Math.round(bytes / count)} a vector`);
  print(`  exact: recall@10 1.0000, ${show(exactRate)} queries/s`);
  print('     ef   recall@10   queries/s      | hnswlib-node: recall@10   queries/s');
  for (const row of rows) {
    const mark = row.ef === HNSW_DEFAULTS.ef ? '*' : ' ';
    const left = `${String(row.ef).padStart(6)}${mark}  ${row.recall.toFixed(4).padStart(9)}   ${show(row.queriesPerSecond).padEnd(14)}`;
    print(`${left} | ${row.rawRecall.toFixed(4).padStart(23)}   ${show(row.rawQueriesPerSecond)}`);
  }
  return { count, dimension: DIMENSION, bytes, build, exactQueriesPerSecond: exactRate, rows };
}

function buildRaw(vectors: VectorMatrix): hnswlib.HierarchicalNSW {
  const index = new hnswlib.HierarchicalNSW('cosine', vectors.dimension);
  index.initIndex(vectors.count, HNSW_DEFAULTS.M, HNSW_DEFAULTS.efConstruction, HNSW_DEFAULTS.seed);
  for (let row = 0; row < vectors.count; row++) index.addPoint(Array.from(rowOf(vectors, row)), row);
  return index;
}

function searchRaw(index: hnswlib.HierarchicalNSW, queries: VectorMatrix, ef: number): Int32Array {
  const found = new Int32Array(queries.count * K).fill(-1);
  index.setEf(ef);
  for (let query = 0; query < queries.count; query++) {
    found.set(index.searchKnn(Array.from(rowOf(queries, query)), K).neighbors, query * K);
  }
  return found;
}

function shareFound(truth: NeighborTable, found: Int32Array): number {
  let hits = 0;
  for (let query = 0; query < truth.count; query++) {
    const rows = new Set(found.subarray(query * K, (query + 1) * K));
    for (const row of truth.indices.subarray(query * K, (query + 1) * K)) if (rows.has(row)) hits++;
  }
  return hits / (truth.count * K);
}

async function measureBytes(index: HnswIndex): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-atlas-bench-'));
  try {
    await saveHnswIndex(index, join(folder, 'index.hnsw'));
    return (await stat(join(folder, 'index.hnsw'))).size;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readVectors(path: string): Promise<VectorMatrix> {
  const bytes = Uint8Array.from(await readFile(path));
  const data = new Float32Array(bytes.buffer);
  return createMatrix(data.length / DIMENSION, DIMENSION, data);
}

function rowsOf({ data, dimension }: VectorMatrix, from: number, to: number): VectorMatrix {
  return createMatrix(to - from, dimension, data.subarray(from * dimension, to * dimension));
}

function figureOf(values: readonly number[]): Figure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

function show({ mean, sd }: Figure): string {
  return `${Math.round(mean)} ± ${Math.round(sd)}`;
}
