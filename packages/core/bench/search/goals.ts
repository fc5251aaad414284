import type { CostRow, ModeRow } from './summary.ts';

/** From this size on the goals hold. */
const LARGE = 80_000;

/** A goal for a large corpus, and what was measured. */
export interface Goal {
  readonly goal: string;
  readonly most: number;
  readonly measured: number;
}

/** The goals of Paper Atlas at 87,248 papers; none for a smaller corpus. */
export function listGoals(papers: number, modes: readonly ModeRow[], costs: readonly CostRow[]): Goal[] {
  if (papers < LARGE) return [];
  const build = costs.find(({ contender }) => contender === 'Paper Atlas, keyword index')!.build!;
  const p95 = (mode: string) =>
    modes.find((row) => row.contender === 'Paper Atlas' && row.mode === mode)!.p95.mean;
  return [
    { goal: 'keyword index build, s', most: 20, measured: build.seconds.mean },
    { goal: 'keyword index build, peak MB', most: 250, measured: build.peakMb.mean },
    { goal: 'keyword p95, ms', most: 30, measured: p95('keyword') },
    { goal: 'similar p95, ms', most: 150, measured: p95('similar') },
  ];
}

export function printGoals(goals: readonly Goal[], print: (line: string) => void): void {
  if (goals.length === 0) return;
  print('| goal | at most | measured |');
  print('|---|---|---|');
  for (const { goal, most, measured } of goals)
    print(`| ${goal} | ${most} | ${measured.toFixed(1)}${measured > most ? ', missed' : ''} |`);
  print('');
}
