import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildReport, buildAtlas, type Paper } from '../src/node.ts';
import { createTableEmbedder, makePapers } from './made-corpus.ts';
import type { PerformanceRow } from './performance.ts';

export const question =
  'What does adding, editing or removing one paper in a hundred cost, against building the whole atlas?';

export interface BenchOptions {
  /** 2,000 papers in one round instead of 20,000 in seven. */
  readonly quick: boolean;
  /** `count=N`, `rounds=N`, `rate=N` (texts a second that a model embeds, default 160). */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

/** Vectors are taken from a table: embedding is counted at the speed that was measured for the default model on two cores. */
const TEXTS_A_SECOND = 160;

/** One build: its time without embedding, its stages, and the texts that had to be embedded. */
interface GrowthStep {
  readonly change: string;
  readonly papers: number;
  readonly seconds: number;
  readonly embedded: number;
  readonly stages: BuildReport['stages'];
  readonly recallAt10: number | null;
  /** Of the time of the first build, both with embedding. */
  readonly share: number;
}

export interface GrowthResult {
  readonly count: number;
  readonly textsASecond: number;
  readonly steps: readonly GrowthStep[];
}

export async function run({ quick, args, print }: BenchOptions): Promise<GrowthResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const count = Number(given.get('count') ?? (quick ? 2000 : 20_000));
  const rounds = Number(given.get('rounds') ?? (quick ? 1 : 7));
  const rate = Number(given.get('rate') ?? TEXTS_A_SECOND);
  const change = Math.round(count / 100);
  const pool = makePapers(count + rounds * change);
  const embedder = createTableEmbedder(pool.length);
  const out = await mkdtemp(join(tmpdir(), 'paper-atlas-growth-'));
  const steps: GrowthStep[] = [];
  const build = async (name: string, papers: readonly Paper[]): Promise<void> => {
    const start = performance.now();
    const { stages, embeddings, quality } = await buildAtlas(papers, { out, embedder });
    const seconds = (performance.now() - start) / 1000;
    const cost = seconds + embeddings.made / rate;
    const full = steps[0] ? steps[0].seconds + steps[0].embedded / rate : cost;
    const { made: embedded } = embeddings;
    const { recallAt10 } = quality;
    steps.push({
      change: name,
      papers: papers.length,
      seconds,
      embedded,
      stages,
      recallAt10,
      share: cost / full,
    });
    print(
      `${name.padEnd(8)} ${String(papers.length).padStart(7)} papers ${seconds.toFixed(1).padStart(7)} s without embedding, ${String(embedded).padStart(6)} embedded: ${((100 * cost) / full).toFixed(1)} % of the full build; recall@10 ${recallAt10?.toFixed(4) ?? 'exact'}; ${stages.map(({ stage, seconds: took }) => `${stage} ${took.toFixed(1)}`).join(', ')}`,
    );
  };
  try {
    let papers = pool.slice(0, count);
    let next = count;
    await build('full', papers);
    for (let round = 0; round < rounds; round++) {
      papers = [...papers, ...pool.slice(next, next + change)];
      next += change;
      await build('add', papers);
      papers = papers.map((paper, row) =>
        row % 100 === 37 + round ? { ...paper, abstract: `${paper.abstract} Edited ${round}.` } : paper,
      );
      await build('edit', papers);
      papers = papers.filter((_, row) => row % 100 !== 61 + round);
      await build('remove', papers);
    }
    return { count, textsASecond: rate, steps };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Papers from which the goals hold: below, what does not depend on the change weighs more. */
const LARGE = 80_000;
const MOST_SHARE = 0.03;
const LEAST_RECALL = 0.99;

export function listPerformance({ count, textsASecond, steps }: GrowthResult): PerformanceRow[] {
  const changes = steps.slice(1);
  const corpus = `of ${count.toLocaleString('en')} papers`;
  const meanShare = (name: string): number => {
    const shares = changes.filter(({ change }) => change === name).map(({ share }) => share);
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const recall = Math.min(...changes.map(({ recallAt10 }) => recallAt10 ?? 1));
  const costs = [
    ['adding', 'add'],
    ['editing', 'edit'],
    ['removing', 'remove'],
  ].map(([verb, name]): PerformanceRow => {
    const share = meanShare(name!);
    return {
      what: `${verb} one in a hundred ${corpus}, of the whole build (the model at ${textsASecond} texts a second)`,
      ours: `${(100 * share).toFixed(1)} %`,
      peers: '',
      wanted: count < LARGE ? '' : 'at most 3 %',
      isReached: count < LARGE || share <= MOST_SHARE,
      why: 'reading, comparing and writing all papers does not shrink with the change',
    };
  });
  return [
    ...costs,
    {
      what: `least recall@10 of the index in ${changes.length} such changes`,
      ours: recall.toFixed(4),
      peers: '',
      wanted: 'at least .99',
      isReached: recall >= LEAST_RECALL,
    },
  ];
}
