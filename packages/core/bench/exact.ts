import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { dot } from '../src/math/distance.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../src/math/matrix.ts';
import { TopK } from '../src/math/top-k.ts';
import { Pace } from '../src/task.ts';
import { CodeScan } from '../src/vector-index/code-scan.ts';
import { createExactIndex } from '../src/vector-index/exact.ts';
import { scoreAllRows } from '../src/vector-index/score-rows.ts';
import { ESTIMATE_STEP, VectorCodes } from '../src/vector-index/vector-codes.ts';
import { VectorTable } from '../src/vector-index/vector-table.ts';
import { type PerformanceRow, times } from './performance.ts';
import { createSyntheticEmbeddings } from './synthetic.ts';

export const question =
  'How fast is exact search beside a plain loop and the native one of usearch, one query at a time, what do the byte codes cost, and how much do they leave to measure?';

/** The runner installs the peers for it. */
export const peers = true;

export interface BenchOptions {
  /** 2,000 vectors and one round instead of 20,000 and 100,000 and three. */
  readonly quick: boolean;
  /** `count=N`, `rounds=N`, `vectors=FILE` (raw float32 of unit vectors, 384 a row; its last 2,000 rows are the queries). */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly peersFolder: string;
}

/** What this bench calls of usearch, a native library. */
interface Usearch {
  readonly MetricKind: { readonly IP: string };
  exactSearch(
    vectors: Float32Array,
    query: Float32Array,
    dimension: number,
    k: number,
    metric: string,
    threads: number,
  ): unknown;
}

const DIMENSION = 384;
/** So many that the recall of a byte a value is known to ± .0004. */
const QUERIES = 2000;
/** Queries of one round. */
const TIMED = 100;
const K = 10;
/** What a plain pre-pass without a bound would measure. */
const RESCORED = 4 * K;

/** What `--save` keeps. */
export interface ExactResult {
  readonly k: number;
  readonly rounds: number;
  readonly sets: readonly Awaited<ReturnType<typeof benchSet>>[];
}

/** Mean and standard deviation over the rounds. */
interface Figure {
  readonly mean: number;
  readonly sd: number;
}

export async function run({ quick, args, print, peersFolder }: BenchOptions): Promise<ExactResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const rounds = Number(given.get('rounds') ?? (quick ? 1 : 3));
  const counts = given.has('count') ? [Number(given.get('count'))] : quick ? [2000] : [20_000, 100_000];
  const file = given.get('vectors');
  const usearch: Usearch = createRequire(join(peersFolder, 'package.json'))('usearch');
  const sets = [];
  if (file !== undefined) sets.push(await benchSet(file, await readVectors(file), rounds, usearch, print));
  for (const count of file === undefined ? counts : []) {
    const all = createSyntheticEmbeddings({ count: count + QUERIES, dimension: DIMENSION, seed: 1 });
    sets.push(await benchSet('synthetic', all, rounds, usearch, print));
  }
  return { k: K, rounds, sets };
}

async function benchSet(
  name: string,
  all: VectorMatrix,
  rounds: number,
  usearch: Usearch,
  print: (line: string) => void,
) {
  const count = all.count - QUERIES;
  const vectors = createMatrix(count, DIMENSION, all.data.subarray(0, count * DIMENSION));
  const queries = createMatrix(QUERIES, DIMENSION, all.data.subarray(count * DIMENSION));
  const index = createExactIndex(vectors);
  // By the inner product, which has no codes, an index does what a new one by cosine does at first.
  const young = createExactIndex(vectors, { metric: 'ip' });
  const out = new Float64Array(count);
  const ways: Record<string, (query: VectorMatrix) => unknown> = {
    'plain loop': (query) => searchPlainly(vectors, query, K),
    index: (query) => index.search(query, K),
    'index, k 100': (query) => index.search(query, 100),
    'usearch, one thread': ({ data }) =>
      usearch.exactSearch(vectors.data, data, DIMENSION, K, usearch.MetricKind.IP, 1),
    'index, without codes': (query) => young.search(query, K),
    'all rows, plain loop': (query) => scorePlainly(vectors, query, out),
    'all rows, scoreAllRows': (query) => scoreAllRows(vectors, query.data, { out }),
  };
  const times = new Map<string, number[]>(Object.keys(ways).map((way) => [way, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [way, search] of Object.entries(ways)) {
      const start = performance.now();
      for (let query = 0; query < TIMED; query++) {
        await search(createMatrix(1, DIMENSION, rowOf(queries, query)));
      }
      // The first round warms up, and makes the codes.
      if (round >= 0) times.get(way)!.push((performance.now() - start) / TIMED);
    }
  }
  const milliseconds = Object.fromEntries([...times].map(([way, values]) => [way, figureOf(values)]));
  print(
    `${name}: ${count} x ${DIMENSION}, ${TIMED} queries one at a time, k ${K}, ${rounds} round(s), mean ± sd`,
  );
  for (const [way, figure] of Object.entries(milliseconds)) {
    const peer = milliseconds[way.startsWith('all rows') ? 'all rows, plain loop' : 'plain loop']!;
    print(`  ${way.padEnd(24)} ${show(figure).padStart(15)} ms   ${(peer.mean / figure.mean).toFixed(1)}x`);
  }
  const codes = await measureCodes(vectors, queries);
  print(`  codes: ${codes.bytes} bytes, made in ${codes.millisecondsToMake.toFixed(0)} ms`);
  print(
    `  recall@${K} by the codes alone ${codes.recallBefore.toFixed(4)}, after measuring ${RESCORED} of them ${codes.recallOfRescored.toFixed(4)}, of the index ${codes.recall.toFixed(4)}`,
  );
  print(
    `  the index measures ${show(codes.measured)} rows a query for k ${K}, ${show(codes.measured100)} for k 100`,
  );
  return { name, count, dimension: DIMENSION, milliseconds, codes };
}

/** What the codes cost and are worth; the index is compared with the plain loop, row by row. */
async function measureCodes(vectors: VectorMatrix, queries: VectorMatrix) {
  const table = VectorTable.over(vectors, 'cosine');
  const codes = VectorCodes.create(DIMENSION);
  if (!codes?.reserve(vectors.count)) throw new Error('this machine has no WebAssembly with SIMD');
  const start = performance.now();
  codes.append(vectors, table.squaredLengths(), vectors.count);
  const millisecondsToMake = performance.now() - start;
  const found = await createExactIndex(vectors).search(queries, K);
  const hits = { before: 0, rescored: 0, index: 0 };
  const measured: number[] = [];
  const measured100: number[] = [];
  for (let query = 0; query < queries.count; query++) {
    const one = createMatrix(1, DIMENSION, rowOf(queries, query));
    const truth = searchPlainly(vectors, one, K);
    const byCodes = rankByCodes(codes, one, RESCORED);
    hits.before += shareIn(truth, byCodes.subarray(0, K));
    hits.rescored += shareIn(truth, byCodes);
    hits.index += shareIn(truth, found.indices.subarray(query * K, (query + 1) * K));
    measured.push(await countMeasured(K));
    measured100.push(await countMeasured(100));

    async function countMeasured(k: number): Promise<number> {
      const scan = new CodeScan(table, codes!, new TopK(k));
      await scan.search(one, 0, new Pace(undefined, 'the bench'));
      return scan.measured;
    }
  }
  return {
    bytes: codes.byteLength,
    millisecondsToMake,
    recallBefore: hits.before / queries.count,
    recallOfRescored: hits.rescored / queries.count,
    recall: hits.index / queries.count,
    measured: figureOf(measured),
    measured100: figureOf(measured100),
  };
}

/** The oracle, as one writes it: unit vectors, one dot product a row, the k best kept. */
function searchPlainly({ data, count, dimension }: VectorMatrix, query: VectorMatrix, k: number): Int32Array {
  const nearest = new TopK(k);
  for (let row = 0; row < count; row++) {
    nearest.push(row, 1 - dot(query.data, 0, data, row * dimension, dimension));
  }
  const rows = new Int32Array(k);
  nearest.drain(rows, new Float32Array(k), 0);
  return rows;
}

function scorePlainly(
  { data, count, dimension }: VectorMatrix,
  query: VectorMatrix,
  out: Float64Array,
): void {
  for (let row = 0; row < count; row++) out[row] = dot(query.data, 0, data, row * dimension, dimension);
}

function rankByCodes(codes: VectorCodes, query: VectorMatrix, k: number): Int32Array {
  const code = codes.encodeQuery(query.data, 0, dot(query.data, 0, query.data, 0, DIMENSION));
  const nearest = new TopK(k);
  for (let from = 0; from < codes.size; from += ESTIMATE_STEP) {
    const to = Math.min(from + ESTIMATE_STEP, codes.size);
    const { rows, similarities } = codes.estimate(code, from, to, Number.NEGATIVE_INFINITY);
    for (let i = 0; i < rows.length; i++) nearest.push(rows[i]!, -similarities[i]!);
  }
  const rows = new Int32Array(k);
  nearest.drain(rows, new Float32Array(k), 0);
  return rows;
}

function shareIn(truth: Int32Array, found: Int32Array): number {
  return truth.filter((row) => found.includes(row)).length / truth.length;
}

async function readVectors(path: string): Promise<VectorMatrix> {
  const data = new Float32Array(Uint8Array.from(await readFile(path)).buffer);
  return createMatrix(data.length / DIMENSION, DIMENSION, data);
}

function figureOf(values: readonly number[]): Figure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

function show({ mean, sd }: Figure): string {
  return `${mean.toFixed(2)} ± ${sd.toFixed(2)}`;
}

export function listPerformance({ rounds, sets }: ExactResult): PerformanceRow[] {
  const { count, milliseconds, codes } = sets.reduce((a, b) => (b.count > a.count ? b : a));
  const [ours, plain, usearch] = ['index', 'plain loop', 'usearch, one thread'].map(
    (way) => milliseconds[way]!,
  );
  const ratio = plain!.mean / ours!.mean;
  return [
    {
      what: `exact search, ${count.toLocaleString('en')} × ${DIMENSION}, a query (${rounds} rounds)`,
      ours: `${show(ours!)} ms`,
      peers: `the plain loop ${show(plain!)} ms, usearch's native one ${show(usearch!)} ms`,
      wanted: `15x the plain loop; is ${times(ratio)}`,
      isReached: ratio >= 15,
    },
    {
      what: 'recall@10 of its byte codes, then after measuring 40 candidates; of the index',
      ours: `${codes.recallBefore.toFixed(4)}, ${codes.recallOfRescored.toFixed(4)}; ${codes.recall.toFixed(4)}`,
      peers: '',
      wanted: '.995 before, 1 after',
      isReached: codes.recallBefore >= 0.995 && codes.recallOfRescored === 1,
    },
  ];
}
