import { ExplorerError } from '../errors.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { type BootstrapOptions, bootstrapMeans, type Estimate } from './bootstrap.ts';
import type { JudgedQuery } from './judged-set.ts';
import { METRIC_NAMES, type MetricName, measureRanking } from './metrics.ts';

type Figures<T> = Readonly<Record<MetricName, T>>;

/** How much better one way of ranking is than another on the same queries, with 95 % intervals. */
export interface ModeDifference {
  readonly mode: string;
  /** What it is compared with. */
  readonly over: string;
  readonly metrics: Figures<Estimate>;
}

/** What ways of ranking are worth on a judged set. Plain data. */
export interface Evaluation {
  /** Queries that were asked. */
  readonly queries: number;
  /** Means over the queries, by mode. */
  readonly modes: Readonly<Record<string, Figures<number>>>;
  /** The ends of their 95 % intervals. */
  readonly intervals: Readonly<Record<string, Figures<readonly [low: number, high: number]>>>;
  /** Each mode against each that stands after it. */
  readonly differences: readonly ModeDifference[];
  readonly bootstrap: { readonly resamples: number; readonly seed: number };
}

/**
 * Ranks every query in every mode and measures the lists. Progress in the stages of the modes' own names and
 * `bootstrap`.
 *
 * @param rank gives the ids of the best papers for a query in a mode, best first, {@link METRIC_DEPTH} or more of them
 * @throws ExplorerError INVALID_ARGUMENT without a query; ABORTED and whatever `rank` throws
 */
export async function evaluateModes(
  queries: readonly JudgedQuery[],
  modes: readonly string[],
  rank: (query: JudgedQuery, mode: string) => Promise<readonly string[]>,
  options: BootstrapOptions = {},
  task: LongTask = {},
): Promise<Evaluation> {
  if (queries.length === 0 || modes.length === 0)
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got ${queries.length} queries and ${modes.length} modes; expected at least one of each`,
    );
  const resolved = { resamples: options.resamples ?? 5000, seed: options.seed ?? 42 };
  const values = modes.map(() => METRIC_NAMES.map(() => new Float64Array(queries.length)));
  for (const [m, mode] of modes.entries()) {
    for (const [q, query] of queries.entries()) {
      throwIfAborted(task.signal, 'the evaluation');
      task.onProgress?.({ stage: mode, done: q, total: queries.length });
      const measured = measureRanking(await rank(query, mode), query.grades);
      for (const [n, name] of METRIC_NAMES.entries()) values[m]![n]![q] = measured[name];
    }
    task.onProgress?.({ stage: mode, done: queries.length, total: queries.length });
  }
  const pairs = modes.flatMap((_, a) => modes.slice(a + 1).map((_, b) => [a, a + 1 + b] as const));
  const series = [
    ...values.flat(),
    ...pairs.flatMap(([a, b]) => METRIC_NAMES.map((_, n) => subtract(values[a]![n]!, values[b]![n]!))),
  ];
  const estimates = await bootstrapMeans(series, resolved, task);
  const figuresOf = (block: number): Figures<Estimate> =>
    toFigures((n) => estimates[block * METRIC_NAMES.length + n]!);
  const byMode = modes.map((mode, m) => [mode, figuresOf(m)] as const);
  return {
    queries: queries.length,
    modes: Object.fromEntries(
      byMode.map(([mode, figures]) => [mode, mapFigures(figures, ({ mean }) => mean)]),
    ),
    intervals: Object.fromEntries(
      byMode.map(([mode, figures]) => [mode, mapFigures(figures, ({ low, high }) => [low, high] as const)]),
    ),
    differences: pairs.map(([a, b], at) => ({
      mode: modes[a]!,
      over: modes[b]!,
      metrics: figuresOf(modes.length + at),
    })),
    bootstrap: resolved,
  };
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - b[at]!);
}

function toFigures<T>(figure: (n: number) => T): Figures<T> {
  return Object.fromEntries(METRIC_NAMES.map((name, n) => [name, figure(n)])) as Record<MetricName, T>;
}

function mapFigures<T, U>(figures: Figures<T>, map: (figure: T) => U): Figures<U> {
  return toFigures((n) => map(figures[METRIC_NAMES[n]!]));
}
