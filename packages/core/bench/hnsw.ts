import { readFile } from 'node:fs/promises';
import { createMatrix, type VectorMatrix } from '../src/math/matrix.ts';
import { createExactIndex } from '../src/vector-index/exact.ts';
import { HNSW_DEFAULTS } from '../src/vector-index/hnsw-parameters.ts';
import { isScanned } from '../src/vector-index/scan-or-walk.ts';
import type { NeighborTable } from '../src/vector-index/vector-index.ts';
import { type BuiltIndex, listContenders } from './hnsw/contenders.ts';
import { type PerformanceRow, times } from './performance.ts';
import { type Figure, figureOf, show } from './search/figures.ts';
import { createSyntheticEmbeddings, createUniformVectors } from './synthetic.ts';

export const question =
  'How near to exact search is the HNSW index, how fast and how large, against exact search, hnswlib-node and usearch, and which should answer?';

/** The runner installs the peers for it. */
export const peers = true;

export interface BenchOptions {
  /** 2,000 vectors and one round instead of 20,000 in three rounds and 87,248 in one. */
  readonly quick: boolean;
  /** `count=N`, `rounds=N`, both for a single size; `set=synthetic|uniform|file`, `vectors=FILE` (raw float32, 384 a row; its last 500 rows are the queries). */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly peersFolder: string;
}

const DIMENSION = 384;
const QUERIES = 500;
const K = 10;
const SIZES = [
  { count: 20_000, rounds: 3 },
  { count: 87_248, rounds: 1 },
];
const EFS = [16, 32, 64, 128, 256, 512];
/** Recall from which indexes are compared by speed. */
const ENOUGH = 0.99;

export async function run({ quick, args, print, peersFolder }: BenchOptions): Promise<HnswResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const file = given.get('vectors');
  const sizes =
    quick || given.has('count') || file !== undefined
      ? [{ count: Number(given.get('count') ?? 2000), rounds: Number(given.get('rounds') ?? 1) }]
      : SIZES;
  const sets: HnswSet[] = [];
  for (const { count, rounds } of sizes) {
    const shape = { count: count + QUERIES, dimension: DIMENSION, seed: 1 };
    const sources: [string, () => Promise<VectorMatrix>][] = [
      ['synthetic', async () => createSyntheticEmbeddings(shape)],
      ['uniform', async () => createUniformVectors(shape)],
      ...(file === undefined
        ? []
        : ([['file', () => readVectors(file)]] as [string, () => Promise<VectorMatrix>][])),
    ];
    const wanted = given.get('set') ?? (file === undefined ? 'synthetic' : 'file');
    for (const [name, make] of sources.filter(([name]) => name === wanted)) {
      sets.push(await benchSet(name, await make(), { rounds, peersFolder, print }));
    }
  }
  return { k: K, queries: QUERIES, parameters: HNSW_DEFAULTS, sets };
}

/** What `--save` keeps. */
export interface HnswResult {
  readonly k: number;
  readonly queries: number;
  readonly parameters: typeof HNSW_DEFAULTS;
  readonly sets: readonly HnswSet[];
}

interface HnswSet {
  readonly name: string;
  readonly count: number;
  readonly dimension: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
}

interface Measured {
  readonly buildsPerSecond: number[];
  readonly queriesPerSecond: Map<number, number[]>;
  readonly recall: Map<number, number>;
  bytes: number | null;
}

/** In each round every contender is built and asked in turn, at every `ef`, alone in memory. */
async function benchSet(
  name: string,
  all: VectorMatrix,
  { rounds, peersFolder, print }: Pick<BenchOptions, 'peersFolder' | 'print'> & { readonly rounds: number },
): Promise<HnswSet> {
  const count = all.count - QUERIES;
  const vectors = rowsOf(all, 0, count);
  const queries = rowsOf(all, count, all.count);
  const truth = await createExactIndex(vectors).search(queries, K);
  const contenders = listContenders(peersFolder);
  const measured = contenders.map(
    (): Measured => ({ buildsPerSecond: [], queriesPerSecond: new Map(), recall: new Map(), bytes: null }),
  );
  for (let round = 0; round < rounds; round++) {
    for (const [c, contender] of contenders.entries()) {
      const start = performance.now();
      const index = await contender.build(vectors);
      measured[c]!.buildsPerSecond.push((count * 1000) / (performance.now() - start));
      await askAll(index, contender.isExact ? [0] : EFS, measured[c]!);
      if (round === 0) measured[c]!.bytes = await index.measureBytes();
      await index.dispose();
    }
  }
  const rows = contenders.map(({ name, isExact }, c) => summarize(name, isExact, measured[c]!));
  printTable(`${name}: ${count} x ${DIMENSION}, ${QUERIES} queries, k ${K}, ${rounds} round(s)`, rows, print);
  return { name, count, dimension: DIMENSION, rounds, rows };

  async function askAll(index: BuiltIndex, efs: readonly number[], to: Measured): Promise<void> {
    for (const ef of efs) {
      // Once before: what is made with the first question belongs to none.
      await index.search(rowsOf(queries, 0, 32), K, ef);
      const start = performance.now();
      const found = await index.search(queries, K, ef);
      const rate = (QUERIES * 1000) / (performance.now() - start);
      to.queriesPerSecond.set(ef, [...(to.queriesPerSecond.get(ef) ?? []), rate]);
      to.recall.set(ef, shareFound(truth, found));
    }
  }
}

interface Row {
  readonly name: string;
  readonly bytes: number | null;
  /** Vectors a second; null for the exact index, which has nothing to build. */
  readonly build: Figure | null;
  readonly searches: readonly {
    readonly ef: number | null;
    readonly recall: number;
    readonly queriesPerSecond: Figure;
  }[];
  /** The quickest search of enough recall; null when there is none. */
  readonly best: { readonly ef: number | null; readonly queriesPerSecond: Figure } | null;
}

function summarize(name: string, isExact: boolean, measured: Measured): Row {
  const searches = [...measured.recall].map(([ef, recall]) => ({
    ef: isExact ? null : ef,
    recall,
    queriesPerSecond: figureOf(measured.queriesPerSecond.get(ef)!),
  }));
  const enough = searches.filter(({ recall }) => recall >= ENOUGH);
  const best = enough.sort((a, b) => b.queriesPerSecond.mean - a.queriesPerSecond.mean)[0] ?? null;
  const build = isExact ? null : figureOf(measured.buildsPerSecond);
  return { name, bytes: measured.bytes, build, searches, best };
}

function printTable(title: string, rows: readonly Row[], print: (line: string) => void): void {
  print(title);
  print('  name           build/s        bytes        ef    recall@10   queries/s');
  for (const { name, build, bytes, searches, best } of rows) {
    for (const { ef, recall, queriesPerSecond } of searches) {
      const mark = best?.ef === ef ? '*' : ' ';
      const head = `  ${name.padEnd(13)}  ${(build ? show(build) : '').padEnd(13)}  ${String(bytes ?? '').padStart(10)}`;
      print(
        `${head}  ${String(ef ?? '').padStart(4)}${mark}  ${recall.toFixed(4)}      ${show(queriesPerSecond)}`,
      );
    }
  }
  print(`  * the quickest of recall ≥ ${ENOUGH}`);
}

function shareFound(truth: NeighborTable, found: Int32Array): number {
  let hits = 0;
  for (let query = 0; query < truth.count; query++) {
    const rows = new Set(found.subarray(query * K, (query + 1) * K));
    for (const row of truth.indices.subarray(query * K, (query + 1) * K)) if (rows.has(row)) hits++;
  }
  return hits / (truth.count * K);
}

async function readVectors(path: string): Promise<VectorMatrix> {
  const bytes = Uint8Array.from(await readFile(path));
  const data = new Float32Array(bytes.buffer);
  return createMatrix(data.length / DIMENSION, DIMENSION, data);
}

function rowsOf({ data, dimension }: VectorMatrix, from: number, to: number): VectorMatrix {
  return createMatrix(to - from, dimension, data.subarray(from * dimension, to * dimension));
}

/** Never slower than the best by more. */
const MOST_SLOWER = 1.3;

export function listPerformance({ sets }: HnswResult): PerformanceRow[] {
  return sets.map(({ count, rounds, rows }) => {
    const rate = (name: string): number =>
      rows.find((row) => row.name === name)?.best?.queriesPerSecond.mean ?? 0;
    const shown = ({ name, best, build }: Row): string => {
      const ef = best?.ef ? ` at ef ${best.ef}` : '';
      return `${name} ${best === null ? 'none' : best.queriesPerSecond.mean.toFixed(0)}${ef}${build === null ? '' : ` (built at ${build.mean.toFixed(0)}/s)`}`;
    };
    const [ours, peers] = [rows.slice(0, 2), rows.slice(2)];
    const most = Math.max(...rows.map(({ name }) => rate(name)));
    const chosen = rate(isScanned(count) ? 'exact' : 'Paper Atlas');
    return {
      what: `queries a second at recall@10 ≥ ${ENOUGH}, ${count.toLocaleString('en')} × ${DIMENSION}, one thread (${rounds} ${rounds === 1 ? 'round' : 'rounds'})`,
      ours: ours.map(shown).join(', '),
      peers: peers.map(shown).join(', '),
      wanted: `the way that is taken at most ${MOST_SLOWER}x slower than the best; is ${times(most / chosen)}`,
      isReached: most <= MOST_SLOWER * chosen,
    };
  });
}
