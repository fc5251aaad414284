const number = new Intl.NumberFormat('en');

/** Words for what was new when it came. */
export const noveltyWords = {
  region: 'New here when they came',
  regionWhy: 'Papers of this region that were farthest from all that had come before, in the whole atlas.',
  measuring: (done: number, total: number) =>
    total === 0
      ? 'Looking for what was new…'
      : `Looking for what was new: ${Math.floor((100 * done) / total)} %`,
  none: 'Nothing here came after something else.',
  paper: 'Nearest that came before it',
  among: (earlier: number) =>
    earlier === 1
      ? 'One paper came in an earlier year.'
      : `Of ${number.format(earlier)} papers of earlier years.`,
  year: (year: number) => String(year),
  nearest: (title: string, year: number, earlier: number) =>
    `${earlier === 1 ? 'the one paper before it' : `nearest of ${number.format(earlier)} before it`}: ${title} (${year})`,
  /** `closer`: as `words.closeness.closer` says it. */
  apart: (closer: string) => `That nearest earlier paper is ${closer}; the fewer, the newer this one was.`,
} as const;
