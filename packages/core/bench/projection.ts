import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMatrix, type VectorMatrix } from '../src/math/matrix.ts';
import { measureProjection } from '../src/projection/quality.ts';
import { defaultEpochs } from '../src/projection/umap.ts';
import { buildHnswIndex } from '../src/vector-index/hnsw.ts';
import { buildKnnGraph } from '../src/vector-index/knn-graph.ts';
import type { NeighborTable } from '../src/vector-index/vector-index.ts';
import { type PerformanceRow, times } from './performance.ts';
import { createSyntheticEmbeddings } from './synthetic.ts';

export const question =
  'How long does a map take from the kNN graph, how good is it, and how long does it hold the event loop, against umap-js and embedding-atlas?';

/** The runner installs the peers for it. */
export const peers = true;

export interface BenchOptions {
  /** 2,000 papers and one round instead of 20,000 and three. */
  readonly quick: boolean;
  /** `count=N`, `rounds=N`, `only=paper-atlas` (one contender), `vectors=FILE` (raw float32, 384 a row). */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly peersFolder: string;
}

/** What one contender did in one round. */
interface Round {
  readonly seconds: number;
  readonly stallMilliseconds: number;
  readonly peakBytes: number;
  readonly trustworthiness: number;
  readonly continuity: number;
  readonly keptNeighbors: number;
}

interface Row {
  readonly name: string;
  readonly rounds: readonly Round[];
}

/** What `--save` keeps; the first row is ours. */
export interface ProjectionResult {
  readonly count: number;
  readonly nEpochs: number;
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
}

const DIMENSION = 384;
/** umap-js and umap-learn count the paper itself. */
const N_NEIGHBORS = 15;
const MIN_DIST = 0.1;
const CONTENDERS = ['paper-atlas', 'umap-js', 'embedding-atlas'];
/** Papers from which each map is measured, the same for all. */
const SAMPLE_ROWS = 1500;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const execute = promisify(execFile);

/** Each contender in a process of its own, in turn, round after round; the seed is the round. */
export async function run({ quick, args, print, peersFolder }: BenchOptions): Promise<ProjectionResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const rounds = Number(given.get('rounds') ?? (quick ? 1 : 3));
  const count = Number(given.get('count') ?? (quick ? 2000 : 20_000));
  const only = given.get('only');
  const file = given.get('vectors');
  const vectors =
    file === undefined
      ? createSyntheticEmbeddings({ count, dimension: DIMENSION, seed: 1 })
      : readVectors(file, count);
  const graph = await buildKnnGraph(vectors, {
    k: N_NEIGHBORS - 1,
    index: await buildHnswIndex(vectors),
  });
  const nEpochs = defaultEpochs(vectors.count);
  const folder = mkdtempSync(join(tmpdir(), 'bench-projection-'));
  try {
    writeInput(folder, vectors, graph, nEpochs);
    const rows = CONTENDERS.filter((name) => only === undefined || name === only).map((name) => ({
      name,
      rounds: [] as Round[],
    }));
    for (let seed = 1; seed <= rounds; seed++) {
      for (const { name, rounds: measured } of rows) {
        const command = [here('./projection-map.mjs'), name, folder, String(seed), peersFolder];
        const { stdout } = await execute(process.execPath, command, { maxBuffer: 1 << 24 });
        const xy = new Float32Array(Uint8Array.from(readFileSync(join(folder, 'map.f32'))).buffer);
        const map = { xy, count: vectors.count };
        const options = { sampleRows: SAMPLE_ROWS };
        const { keptByPaper: _, ...quality } = await measureProjection(vectors, graph, map, options);
        measured.push({ ...JSON.parse(stdout), ...quality });
        print(`round ${seed}: ${name}: ${measured.at(-1)!.seconds.toFixed(2)} s`);
      }
    }
    printTable(rows, vectors.count, nEpochs, print);
    return { count: vectors.count, nEpochs, nNeighbors: N_NEIGHBORS, minDist: MIN_DIST, rounds, rows };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeInput(folder: string, vectors: VectorMatrix, graph: NeighborTable, nEpochs: number): void {
  const { count, dimension } = vectors;
  const shape = { count, k: graph.k, dimension, nNeighbors: N_NEIGHBORS, minDist: MIN_DIST, nEpochs };
  writeFileSync(join(folder, 'shape.json'), JSON.stringify(shape));
  for (const [name, { buffer, byteOffset, byteLength }] of [
    ['indices.i32', graph.indices],
    ['distances.f32', graph.distances],
    ['vectors.f32', vectors.data],
  ] as const) {
    writeFileSync(join(folder, name), new Uint8Array(buffer, byteOffset, byteLength));
  }
}

function printTable(
  rows: readonly Row[],
  count: number,
  nEpochs: number,
  print: (line: string) => void,
): void {
  print('');
  print(
    `| ${count} papers, ${nEpochs} epochs, ${rows[0]!.rounds.length} round(s), mean ± sd | s | ours is | trustworthiness | continuity | kept of 10 | longest stall, ms | peak MB |`,
  );
  print('|---|---|---|---|---|---|---|---|');
  const ours = meanAndSd(rows[0]!.rounds.map(({ seconds }) => seconds)).mean;
  for (const { name, rounds } of rows) {
    const show = (field: keyof Round, digits: number): string => {
      const { mean, sd } = meanAndSd(rounds.map((round) => round[field]));
      return `${mean.toFixed(digits)} ± ${sd.toFixed(digits)}`;
    };
    const ratio = meanAndSd(rounds.map(({ seconds }) => seconds)).mean / ours;
    const most = (field: keyof Round): number => Math.max(...rounds.map((round) => round[field]));
    print(
      `| ${name} | ${show('seconds', 2)} | ${ratio.toFixed(1)}x | ${show('trustworthiness', 4)} | ${show('continuity', 4)} | ${show('keptNeighbors', 4)} | ${most('stallMilliseconds').toFixed(0)} | ${(most('peakBytes') / 1e6).toFixed(0)} |`,
    );
  }
}

function readVectors(path: string, count: number): VectorMatrix {
  const data = new Float32Array(Uint8Array.from(readFileSync(path)).buffer);
  const rows = Math.min(count, data.length / DIMENSION);
  return createMatrix(rows, DIMENSION, data.subarray(0, rows * DIMENSION));
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

export function listPerformance({ count, rounds, rows }: ProjectionResult): PerformanceRow[] {
  const of = (name: string, field: keyof Round) =>
    meanAndSd(rows.find((row) => row.name === name)!.rounds.map((round) => round[field]));
  const seconds = (name: string): string => {
    const { mean, sd } = of(name, 'seconds');
    return `${mean.toFixed(2)} ± ${sd.toFixed(2)} s`;
  };
  const quality = (name: string): string =>
    `${of(name, 'trustworthiness').mean.toFixed(3)} / ${of(name, 'continuity').mean.toFixed(3)}`;
  const [ours, umapJs, embeddingAtlas] = ['paper-atlas', 'umap-js', 'embedding-atlas'];
  const ratio = (peer: string): number => of(peer, 'seconds').mean / of(ours, 'seconds').mean;
  const isNoWorse = (field: 'trustworthiness' | 'continuity'): boolean =>
    [umapJs, embeddingAtlas].every((peer) => of(ours, field).mean >= of(peer, field).mean - 0.002);
  return [
    {
      what: `UMAP from the graph, ${count.toLocaleString('en')} papers (${rounds} rounds)`,
      ours: seconds(ours),
      peers: `umap-js ${seconds(umapJs)}, embedding-atlas ${seconds(embeddingAtlas)}`,
      wanted: `8x and 4x; is ${times(ratio(umapJs))} and ${times(ratio(embeddingAtlas))}`,
      isReached: ratio(umapJs) >= 8 && ratio(embeddingAtlas) >= 4,
    },
    {
      what: 'trustworthiness / continuity of these maps',
      ours: quality(ours),
      peers: `umap-js ${quality(umapJs)}, embedding-atlas ${quality(embeddingAtlas)}`,
      wanted: 'not below either by more than .002',
      isReached: isNoWorse('trustworthiness') && isNoWorse('continuity'),
    },
  ];
}
