import { measureNdcg } from '../../src/evaluation/metrics.ts';
import { type Figure, figureOf, quantileOf, show } from './figures.ts';
import type { Contender, JobResult } from './jobs.ts';
import type { PreparedSet } from './prepare.ts';

/** One mode of one contender on one corpus. */
export interface ModeRow {
  readonly mode: string;
  readonly contender: string;
  /** Null where nothing is judged. */
  readonly 'ndcg@10': number | null;
  /** Milliseconds until the corpus is open (or built) and can be asked. */
  readonly open: Figure;
  /** Milliseconds of the first question to a new process; null when it had answered in another mode before. */
  readonly cold: Figure | null;
  readonly p50: Figure;
  readonly p95: Figure;
  /** Questions that were timed, in the round with the fewest. */
  readonly timed: number;
  readonly failed: string | null;
}

/** What one process of a contender held in memory, and what it took to build its index. */
export interface CostRow {
  readonly contender: string;
  readonly modes: readonly string[];
  readonly build: { readonly seconds: Figure; readonly peakMb: Figure; readonly keptMb: Figure } | null;
  /** Heap and buffers of the process after all questions, and what the system gave it. */
  readonly heldMb: Figure;
  readonly rssMb: Figure;
}

const MB = 1e6;

/** The modes of a contender over the rounds. */
export function summarizeModes(
  set: PreparedSet,
  contender: Contender,
  rounds: readonly JobResult[],
): ModeRow[] {
  return contender.modes.map((mode) => {
    const results = rounds.map(({ modes }) => modes[mode]!);
    const failed = results.find((result) => 'failed' in result);
    const measured = results.flatMap((result) => ('failed' in result ? [] : [result]));
    const times = measured.map((result) => result.times);
    const isDone = measured.length > 0;
    const none = { mean: Number.NaN, sd: Number.NaN };
    return {
      mode: mode === 'as it comes' ? 'hybrid' : mode,
      contender: mode === 'as it comes' ? `${contender.name}, as it comes` : contender.name,
      'ndcg@10': qualityOf(set, measured[0]?.ids),
      open: figureOf(rounds.map(({ openMs }) => openMs)),
      cold: measured[0]?.isCold ? figureOf(measured.map(({ cold }) => cold)) : null,
      p50: isDone ? figureOf(times.map((each) => quantileOf(each, 0.5))) : none,
      p95: isDone ? figureOf(times.map((each) => quantileOf(each, 0.95))) : none,
      timed: Math.min(...times.map(({ length }) => length)),
      failed: failed === undefined ? null : failed.failed,
    };
  });
}

export function summarizeCost(contender: Contender, rounds: readonly JobResult[]): CostRow {
  const builds = rounds.flatMap(({ build }) => (build === null ? [] : [build]));
  return {
    contender: contender.name,
    modes: contender.modes,
    build:
      builds.length === 0
        ? null
        : {
            seconds: figureOf(builds.map(({ seconds }) => seconds)),
            peakMb: figureOf(builds.map(({ peakBytes }) => peakBytes / MB)),
            keptMb: figureOf(builds.map(({ keptBytes }) => keptBytes / MB)),
          },
    heldMb: figureOf(rounds.map(({ memory }) => memory.heldBytes / MB)),
    rssMb: figureOf(rounds.map(({ memory }) => memory.rssBytes / MB)),
  };
}

export function printModes(rows: readonly ModeRow[], print: (line: string) => void): void {
  print('| mode | | nDCG@10 | open, ms | cold, ms | p50, ms | p95, ms | asked |');
  print('|---|---|---|---|---|---|---|---|');
  const order = ['hybrid', 'semantic', 'keyword', 'similar'];
  for (const row of [...rows].sort((a, b) => order.indexOf(a.mode) - order.indexOf(b.mode))) {
    const quality = row['ndcg@10']?.toFixed(4) ?? '';
    const cold = row.cold === null ? '' : show(row.cold);
    const times =
      row.failed === null ? `${show(row.p50)} | ${show(row.p95)} | ${row.timed}` : `${row.failed} | | `;
    print(`| ${row.mode} | ${row.contender} | ${quality} | ${show(row.open)} | ${cold} | ${times} |`);
  }
}

export function printCosts(rows: readonly CostRow[], print: (line: string) => void): void {
  print('| process | build, s | build: peak, MB | build: kept, MB | heap and buffers, MB | RSS, MB |');
  print('|---|---|---|---|---|---|');
  for (const { contender, modes, build, heldMb, rssMb } of rows) {
    const name = modes.length === 1 ? `${contender}, ${modes[0]}` : contender;
    const built =
      build === null ? '| |' : `${show(build.seconds)} | ${show(build.peakMb)} | ${show(build.keptMb)}`;
    print(`| ${name} | ${built} | ${show(heldMb)} | ${show(rssMb)} |`);
  }
}

function qualityOf(
  { queries }: PreparedSet,
  ids: Readonly<Record<string, readonly string[]>> | undefined,
): number | null {
  if (ids === undefined) return null;
  const gains = Object.entries(ids).map(([query, found]) =>
    measureNdcg([...found], queries[Number(query)]!.grades!, 10),
  );
  return figureOf(gains).mean;
}
