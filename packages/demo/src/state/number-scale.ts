/** The stops of a slider over a column of numbers, and how many papers lie at or between them. */
export interface NumberScale {
  /** Rising; at least two. The first is at or below all numbers, the last at or above. */
  readonly stops: readonly number[];
  /** True: each bar is one stop. False: each bar lies between two stops, so that there is one bar less. */
  readonly isDiscrete: boolean;
  /** Papers of each bar. */
  readonly bars: readonly number[];
}

/** Whole numbers of at most this span have a stop each. */
const MAX_DISCRETE = 60;
const STEPS = 24;
/** Numbers whose greatest is so many times their middle are spread by order of magnitude. */
const SKEWED = 20;

/** A scale for numbers, in any order; null when there are not two different ones. */
export function scaleNumbers(numbers: readonly number[]): NumberScale | null {
  const sorted = Float64Array.from(numbers.filter(Number.isFinite)).sort();
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || greatest === undefined || least === greatest) return null;
  const isDiscrete = greatest - least <= MAX_DISCRETE && sorted.every(Number.isInteger);
  const middle = sorted[sorted.length >> 1]!;
  const isSkewed = least >= 0 && greatest > SKEWED * Math.max(1, middle);
  const round = isSkewed ? magnitudes(least, greatest) : evenStops(least, greatest);
  const stops = isDiscrete
    ? Array.from({ length: greatest - least + 1 }, (_, at) => least + at)
    : holdsAll(round, least, greatest)
      ? round
      : [least, greatest];
  const bars = new Array<number>(isDiscrete ? stops.length : stops.length - 1).fill(0);
  for (const number of sorted) bars[barOf(number, stops, bars.length)]!++;
  return { stops, isDiscrete, bars };
}

/** A scale for shares in [0, 1], a bar for each tenth. */
export function scaleTenths(shares: Iterable<number>): NumberScale {
  const stops = Array.from({ length: 11 }, (_, at) => at / 10);
  const bars = stops.map(() => 0);
  for (const share of shares) {
    const at = Math.round(10 * share);
    if (at in bars) bars[at]!++;
  }
  return { stops, isDiscrete: true, bars };
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
