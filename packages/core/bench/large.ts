import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BuildReport } from '../src/node.ts';
import type { PerformanceRow } from './performance.ts';

export const question =
  'How long does a large corpus take from file to atlas on this machine, stage by stage, and in how much memory?';

export interface BenchOptions {
  /** The sample page instead of a corpus. */
  readonly quick: boolean;
  /** A file of papers, and `build` options: `--workers 2`. The atlas is kept in `.cache` until the next run. */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

/** What `--save` keeps. */
export interface LargeResult {
  readonly papers: number;
  readonly seconds: number;
  /** All processes together. */
  readonly peakBytes: number;
  readonly embeddings: BuildReport['embeddings'];
  readonly stages: BuildReport['stages'];
  readonly quality: BuildReport['quality'];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const execute = promisify(execFile);

/** The command line builds, in a process of its own, into a folder that is empty before. */
export async function run({ quick, args, print }: BenchOptions): Promise<LargeResult> {
  const page = here('../../../data/rationalization/page.txt');
  const [input = page, ...options] = quick ? [page] : args;
  const folder = here('../../../.cache/bench-large');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const command = [
    here('../dist/cli/main.js'),
    'build',
    input,
    '--out',
    join(folder, 'large.atlas'),
    '--json',
    ...options,
  ];
  const start = performance.now();
  const { stdout } = await execute(process.execPath, command, { maxBuffer: 1 << 28 });
  const seconds = (performance.now() - start) / 1000;
  const { papers, peakBytes, embeddings, stages, quality } = JSON.parse(stdout) as BuildReport;
  print(
    `${papers} papers in ${(seconds / 60).toFixed(1)} minutes, ${(peakBytes / 1e6).toFixed(0)} MB at the peak`,
  );
  for (const stage of stages) print(`  ${JSON.stringify(stage)}`);
  print(`  quality ${JSON.stringify(quality)}`);
  return { papers, seconds, peakBytes, embeddings, stages, quality };
}

/** Papers from which the goals hold. */
const LARGE = 80_000;

export function listPerformance({ papers, seconds, peakBytes, stages }: LargeResult): PerformanceRow[] {
  const of = (...names: string[]): number =>
    stages.reduce((sum, { stage, seconds: took }) => sum + (names.includes(stage) ? took : 0), 0);
  const corpus = `${papers.toLocaleString('en')} papers`;
  const row = (what: string, measured: number, most: number, unit: string): PerformanceRow => ({
    what: `${what}, ${corpus}`,
    ours: `${measured >= 100 ? measured.toFixed(0) : measured.toFixed(1)} ${unit}`,
    peers: '',
    wanted: papers < LARGE ? '' : `at most ${most.toLocaleString('en')} ${unit}`,
    isReached: papers < LARGE || measured <= most,
  });
  return [
    row('file to atlas', seconds / 60, 25, 'minutes'),
    row('peak memory, all processes', peakBytes / 1e6, 1500, 'MB'),
    row('exact kNN graph, its index included', of('graph'), 120, 's'),
    row('map from the graph', of('map'), 60, 's'),
    row('regions, names, calibration and quality', of('regions', 'calibrate', 'quality'), 30, 's'),
  ];
}
