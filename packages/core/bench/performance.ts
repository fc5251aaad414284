/** One line of the README's table of performance. */
export interface PerformanceRow {
  /** What was measured, on what. */
  readonly what: string;
  readonly ours: string;
  /** Peers in the same run. */
  readonly peers: string;
  /** Ours against theirs, or what was wanted of it. */
  readonly wanted: string;
  readonly isReached: boolean;
  /** Why it was not reached. */
  readonly why?: string | undefined;
}

const HEAD = ['| what | Paper Atlas | peers, in the same run | wanted |', '|---|---|---|---|'];

/** The rows as a table of Markdown; what was not reached says so, with the reason. */
export function renderPerformance(rows: readonly PerformanceRow[]): string {
  const lines = rows.map(({ what, ours, peers, wanted, isReached, why }) => {
    const verdict = isReached ? wanted : `**not reached:** ${wanted}${why === undefined ? '' : `; ${why}`}`;
    return `| ${what} | ${ours} | ${peers} | ${verdict} |`;
  });
  return [...HEAD, ...lines].join('\n');
}

/** `2.9x`; from ten on without a place. */
export function times(ratio: number): string {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 1)}x`;
}
