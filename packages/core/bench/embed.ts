import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { paperText, readPapers } from '../src/node.ts';
import { type PerformanceRow, times } from './performance.ts';

export const question =
  'How many abstracts a second are embedded, and in how much memory, against transformers.js as it comes?';

/** The runner installs the peers for it. */
export const peers = true;

/** What `--save` keeps. */
export interface EmbedResult {
  readonly count: number;
  readonly rounds: number;
  readonly rows: readonly {
    readonly name: string;
    readonly mean: number;
    readonly sd: number;
    readonly peakMegabytes: number;
  }[];
  /** Ours over the best of each peer. */
  readonly ratios: { readonly version2: number; readonly version4: number };
}

interface Measured {
  readonly textsPerSecond: number;
  readonly peakBytes: number;
}

interface Contender {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly rounds: Measured[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const execute = promisify(execFile);

/** `texts` long lists are made by repeating the papers: a text costs the same the second time. */
async function gatherTexts(input: string, texts: number): Promise<string[]> {
  const { papers } = await readPapers(input);
  return Array.from({ length: texts }, (_, i) => paperText(papers[i % papers.length]!));
}

function moduleOf(packageFolder: string): string {
  const require = createRequire(join(packageFolder, 'package.json'));
  return pathToFileURL(require.resolve('@xenova/transformers').replace(/\.cjs$/, '.mjs')).href;
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, sd: Math.sqrt(variance) };
}

/** Each contender in a process of its own, all in turn, round after round. First argument: a file of papers. */
export async function run(options: {
  quick: boolean;
  args: readonly string[];
  print: (line: string) => void;
  peersFolder: string;
}): Promise<EmbedResult> {
  const { quick, args, print, peersFolder } = options;
  const [count, rounds] = quick ? [64, 1] : [400, 3];
  const folder = mkdtempSync(join(tmpdir(), 'bench-embed-'));
  const textsFile = join(folder, 'texts.json');
  try {
    const texts = await gatherTexts(args[0] ?? here('../../../data/rationalization/page.txt'), count);
    writeFileSync(textsFile, JSON.stringify(texts));
    const peer = (name: string, module: string, batch: number): Contender => ({
      name: `${name}, batch ${batch}`,
      arguments: [here('./embed-peer.mjs'), textsFile, module, here('../../../data/models'), String(batch)],
      rounds: [],
    });
    const version2 = moduleOf(peersFolder);
    const version4 = moduleOf(here('..'));
    const contenders: Contender[] = [
      { name: 'Paper Atlas', arguments: [here('./embed-ours.mjs'), textsFile], rounds: [] },
      ...[1, 8, 32].map((batch) => peer('@xenova/transformers 2.17.2', version2, batch)),
      ...[1, 8, 32].map((batch) => peer('transformers.js 4.3.1', version4, batch)),
    ];
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) {
        const { stdout } = await execute(process.execPath, contender.arguments, { maxBuffer: 1 << 24 });
        const measured: Measured = JSON.parse(stdout.trim().split('\n').at(-1)!);
        contender.rounds.push(measured);
        print(`round ${round + 1}: ${contender.name}: ${measured.textsPerSecond.toFixed(1)} texts/s`);
      }
    }
    const rows = contenders.map(({ name, rounds: measured }) => ({
      name,
      ...meanAndSd(measured.map(({ textsPerSecond }) => textsPerSecond)),
      peakMegabytes: Math.max(...measured.map(({ peakBytes }) => peakBytes)) / 1e6,
    }));
    const best = (prefix: string) =>
      Math.max(...rows.filter(({ name }) => name.startsWith(prefix)).map(({ mean }) => mean));
    const ours = rows[0]!.mean;
    const ratios = { version2: ours / best('@xenova'), version4: ours / best('transformers.js') };
    print('');
    print(`| ${count} texts, ${rounds} rounds | texts/s (mean ± sd) | peak memory, all processes |`);
    print('|---|---|---|');
    for (const row of rows)
      print(
        `| ${row.name} | ${row.mean.toFixed(1)} ± ${row.sd.toFixed(1)} | ${row.peakMegabytes.toFixed(0)} MB |`,
      );
    print('');
    print(
      `Paper Atlas is ${ratios.version2.toFixed(2)}x the best of 2.17.2 and ${ratios.version4.toFixed(2)}x the best of 4.3.1`,
    );
    return { count, rounds, rows, ratios };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function listPerformance({ count, rounds, rows, ratios }: EmbedResult): PerformanceRow[] {
  const named = (prefix: string) => rows.filter(({ name }) => name.startsWith(prefix));
  const best = (prefix: string) => named(prefix).reduce((a, b) => (b.mean > a.mean ? b : a));
  const rate = ({ mean, sd }: EmbedResult['rows'][number]): string => `${mean.toFixed(0)} ± ${sd.toFixed(0)}`;
  const atBatch8 = (prefix: string): number =>
    named(prefix).find(({ name }) => name.endsWith('batch 8'))!.peakMegabytes;
  const [ours, version2, version4] = [rows[0]!, '@xenova', 'transformers.js'];
  const peak = (megabytes: number): string => `${megabytes.toFixed(0)} MB`;
  return [
    {
      what: `embedding, abstracts a second (${count}, ${rounds} rounds)`,
      ours: rate(ours),
      peers: `\`@xenova/transformers\` 2.17.2 ${rate(best(version2))}, version 4.3.1 ${rate(best(version4))}, each at its best batch`,
      wanted: `4x and 2.3x; is ${times(ratios.version2)} and ${times(ratios.version4)}`,
      isReached: ratios.version2 >= 4 && ratios.version4 >= 2.3,
      why: 'half of the time are matrix products of int8 and a fifth those of attention, both near what the cores can do; docs/growing.md has the profile, and what did not help',
    },
    {
      what: 'peak memory of embedding, all processes',
      ours: peak(ours.peakMegabytes),
      peers: `at batch 8: ${peak(atBatch8(version2))}, ${peak(atBatch8(version4))}`,
      wanted: 'no more than theirs at batch 8',
      isReached: ours.peakMegabytes <= Math.min(atBatch8(version2), atBatch8(version4)),
    },
  ];
}
