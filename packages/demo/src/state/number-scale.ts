/** The stops of a slider over a column of numbers, and how many papers lie at or between them. */
export interface NumberScale {
  /** Rising; at least two. The first is at or below all numbers, the last at or above. */
  readonly stops: readonly number[];
  /** True: each bar is one stop. False: each bar lies between two stops, so that there is one bar less. */
  readonly isDiscrete: boolean;
  /** Papers of each bar. */
  readonly bars: readonly number[];
  /** Where the scale leaps over a wide stretch with few papers or none, so that these few do not squeeze all others. */
  readonly leaps: readonly Ends[];
}

type Ends = readonly [from: number, to: number];

/** Whole numbers of at most this span have a stop each. */
const MAX_DISCRETE = 60;
const STEPS = 24;
/** Numbers whose greatest is so many times their middle are spread by order of magnitude. */
const SKEWED = 20;
/** So many of a hundred numbers at each end may lie far out, and of this many numbers one. */
const OUT = 0.02;
const FEW = 12;
/** Single whole numbers far out that have a stop of their own. */
const MAX_SINGLE = 8;
/** All numbers together lie so many times wider than most of them: these few would squeeze the others. */
const FAR_OUT = 3;

/** A scale for numbers, in any order; null when there are not two different ones. */
export function scaleNumbers(numbers: readonly number[]): NumberScale | null {
  const sorted = Float64Array.from(numbers.filter(Number.isFinite)).sort();
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || greatest === undefined || least === greatest) return null;
  const middle = sorted[sorted.length >> 1]!;
  const isSkewed = least >= 0 && greatest > SKEWED * Math.max(1, middle);
  const isWhole = sorted.every(Number.isInteger);
  const each = isWhole ? wholeStops(sorted, isSkewed) : null;
  if (each !== null) return withBars(sorted, each, true, leapsBetween(each, 1));
  if (isSkewed) {
    const round = magnitudes(least, greatest);
    return withBars(sorted, holdsAll(round, least, greatest) ? round : [least, greatest], false, []);
  }
  const [low, high] = bulkOf(sorted);
  const isLeaping = greatest - least > FAR_OUT * (high - low);
  const round = isLeaping ? evenStops(low, high) : evenStops(least, greatest);
  const within = round.filter((stop) => stop > least && stop < greatest);
  // Whole numbers end where they end: of years nobody looks for one that is still to come.
  const stops = isWhole || isLeaping ? [least, ...within, greatest] : round;
  if (!holdsAll(stops, least, greatest)) return withBars(sorted, [least, greatest], false, []);
  const step = round[1]! - round[0]!;
  return withBars(sorted, stops, false, isLeaping ? leapsBetween(stops, 2 * step) : []);
}

/**
 * A stop for each whole number, as far as they are few: from the first to the last, or, where most lie close together,
 * those and the few single ones far from them. Null where they are too many.
 */
function wholeStops(sorted: Float64Array, isSkewed: boolean): number[] | null {
  const [least, greatest] = [sorted[0]!, sorted.at(-1)!];
  const all = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  if (greatest - least <= MAX_DISCRETE) return all(least, greatest);
  if (isSkewed) return null;
  const [low, high] = bulkOf(sorted);
  const single = [...new Set(sorted)].filter((number) => number < low || number > high);
  if (high - low > MAX_DISCRETE - MAX_SINGLE || single.length > MAX_SINGLE) return null;
  return [...single, ...all(low, high)].sort((a, b) => a - b);
}

/** All numbers but so many of a hundred at each end, one at the least where they are not few. */
function bulkOf(sorted: Float64Array): Ends {
  const out = sorted.length < FEW ? 0 : Math.ceil(OUT * sorted.length);
  return [sorted[out]!, sorted[sorted.length - 1 - out]!];
}

/** Between neighbouring stops that lie more than `most` apart. */
function leapsBetween(stops: readonly number[], most: number): readonly Ends[] {
  return stops.slice(1).flatMap((to, at) => (to - stops[at]! > most ? [[stops[at]!, to] as const] : []));
}

function withBars(
  sorted: Float64Array,
  stops: readonly number[],
  isDiscrete: boolean,
  leaps: readonly Ends[],
): NumberScale {
  const bars = new Array<number>(isDiscrete ? stops.length : stops.length - 1).fill(0);
  for (const number of sorted) bars[barOf(number, stops, bars.length)]!++;
  return { stops, isDiscrete, bars, leaps };
}

/** A scale for shares in [0, 1], a bar for each tenth. */
export function scaleTenths(shares: Iterable<number>): NumberScale {
  const stops = Array.from({ length: 11 }, (_, at) => at / 10);
  const bars = stops.map(() => 0);
  for (const share of shares) {
    const at = Math.round(10 * share);
    if (at in bars) bars[at]!++;
  }
  return { stops, isDiscrete: true, bars, leaps: [] };
}

/** Numbers that are hardly different have no round ones between them. */
function holdsAll(stops: readonly number[], least: number, greatest: number): boolean {
  const isRising = stops.every((stop, at) => at === 0 || stop > stops[at - 1]!);
  return stops.length > 1 && isRising && stops[0]! <= least && stops.at(-1)! >= greatest;
}

/** The bar of a number. */
export function barOf(number: number, stops: readonly number[], bars: number): number {
  let bar = 0;
  while (bar + 1 < bars && stops[bar + 1]! <= number) bar++;
  return bar;
}

/** Round stops, about {@link STEPS} of them. */
function evenStops(least: number, greatest: number): number[] {
  const rough = (greatest - least) / STEPS;
  if (!(rough > Number.EPSILON * Math.max(Math.abs(least), Math.abs(greatest), 1e-290))) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? 10 * power;
  const first = Math.floor(least / step);
  const last = Math.ceil(greatest / step);
  const digits = Math.max(0, Math.min(100, -Math.floor(Math.log10(step))));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(digits)));
}

/** 0, 1, 2, 5, 10, 20, 50 …; begins below the least and ends above the greatest. */
function magnitudes(least: number, greatest: number): number[] {
  const stops = [0];
  for (let power = 1; stops.at(-1)! < greatest; power *= 10)
    for (const times of [1, 2, 5]) if (stops.at(-1)! < greatest) stops.push(times * power);
  return stops.filter((_stop, at) => at + 1 >= stops.length || stops[at + 1]! > least);
}

/** The bars, from and to, that a range lights up; ends of null are open. */
export function stopsOfRange(
  { stops }: NumberScale,
  [from, to]: readonly [number | null, number | null],
): readonly [low: number, high: number] {
  const last = stops.length - 1;
  const low =
    from === null
      ? 0
      : Math.max(
          0,
          stops.findLastIndex((stop) => stop <= from),
        );
  const found = to === null ? last : stops.findIndex((stop) => stop >= to);
  return [Math.min(low, last), found < 0 ? last : Math.max(found, 0)];
}

/** The range between two stops; an end of the scale is open. */
export function rangeOfStops(
  { stops }: NumberScale,
  [low, high]: readonly [number, number],
): readonly [number | null, number | null] {
  return [low <= 0 ? null : stops[low]!, high >= stops.length - 1 ? null : stops[high]!];
}
