import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { BuildReport } from '../src/node.ts';
import type { PerformanceRow } from './performance.ts';

export const question =
  'How long does a large corpus take from file to atlas on this machine, stage by stage, and in how much memory?';

export interface BenchOptions {
  /** The sample page instead of a corpus. */
  readonly quick: boolean;
  /**
   * A file of papers, and `build` options: `--workers 2`. With `changes` behind a file of JSON Lines one in a hundred of
   * its papers is left out at first, then added, then edited, then removed. The atlas is kept in `.cache` until the next run.
   */
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
  /** The whole command after one paper in a hundred came, was edited, or went. */
  readonly changes?: readonly ChangeTime[] | undefined;
}

interface ChangeTime {
  readonly change: 'adding' | 'editing' | 'removing';
  readonly seconds: number;
  readonly embedded: number;
  readonly stages: BuildReport['stages'];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const execute = promisify(execFile);

/** The command line builds, in a process of its own, into a folder that is empty before. */
export async function run({ quick, args, print }: BenchOptions): Promise<LargeResult> {
  const page = here('../../../data/rationalization/page.txt');
  const [input = page, ...words] = quick ? [page] : args;
  const options = words.filter((word) => word !== 'changes');
  const folder = here('../../../.cache/bench-large');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const build = async (file: string) => {
    const out = join(folder, 'large.atlas');
    const command = [here('../dist/cli/main.js'), 'build', file, '--out', out, '--json', ...options];
    const start = performance.now();
    const { stdout } = await execute(process.execPath, command, { maxBuffer: 1 << 28 });
    const seconds = (performance.now() - start) / 1000;
    const report = JSON.parse(stdout) as BuildReport;
    for (const stage of report.stages) print(`  ${JSON.stringify(stage)}`);
    return { report, seconds };
  };
  const versions = words.includes('changes') ? writeVersions(input, folder) : null;
  const { report, seconds } = await build(versions?.first ?? input);
  const { papers, peakBytes, embeddings, stages, quality } = report;
  print(
    `${papers} papers in ${(seconds / 60).toFixed(1)} minutes, ${(peakBytes / 1e6).toFixed(0)} MB at the peak`,
  );
  print(`  quality ${JSON.stringify(quality)}`);
  const changes: ChangeTime[] = [];
  for (const [change, file] of versions?.changes ?? []) {
    const changed = await build(file);
    const share = (100 * changed.seconds) / seconds;
    print(`${change}: ${changed.seconds.toFixed(1)} s, ${share.toFixed(1)} % of the first build`);
    const { embeddings, stages } = changed.report;
    changes.push({ change, seconds: changed.seconds, embedded: embeddings.made, stages });
  }
  return { papers, seconds, peakBytes, embeddings, stages, quality, ...(versions && { changes }) };
}

/** The corpus without one paper in a hundred, then as it is, then with others of them edited, then without others. */
function writeVersions(
  input: string,
  folder: string,
): { first: string; changes: [ChangeTime['change'], string][] } {
  const bytes = readFileSync(input);
  const lines = (input.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trimEnd().split('\n');
  const write = (name: string, version: readonly string[]): string => {
    const file = join(folder, `${name}.jsonl`);
    writeFileSync(file, `${version.join('\n')}\n`);
    return file;
  };
  const isOf = (line: number, place: number): boolean => line % 100 === place;
  const edited = lines.map((line, at) => {
    if (!isOf(at, 50)) return line;
    const paper = JSON.parse(line);
    return JSON.stringify({ ...paper, abstract: `${paper.abstract} This was added to the abstract.` });
  });
  const without = (version: readonly string[], place: number) => version.filter((_, at) => !isOf(at, place));
  return {
    first: write('first', without(lines, 25)),
    changes: [
      ['adding', write('added', lines)],
      ['editing', write('edited', edited)],
      ['removing', write('removed', without(edited, 75))],
    ],
  };
}

/** Papers from which the goals hold. */
const LARGE = 80_000;
/** Of the first build, for a change of one paper in a hundred. */
const MOST_SHARE = 0.03;

export function listPerformance(result: LargeResult): PerformanceRow[] {
  const { papers, seconds, peakBytes, stages, changes = [] } = result;
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
    ...changes.map(({ change, seconds: took }): PerformanceRow => {
      return {
        what: `${change} one in a hundred of ${corpus}, the whole command, of the first build`,
        ours: `${((100 * took) / seconds).toFixed(1)} % (${took.toFixed(1)} s)`,
        peers: '',
        wanted: papers < LARGE ? '' : 'at most 3 %',
        isReached: papers < LARGE || took <= MOST_SHARE * seconds,
        why: 'reading, comparing and writing all papers does not shrink with the change',
      };
    }),
  ];
}
