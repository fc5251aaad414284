const number = new Intl.NumberFormat('en');
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;
const numberOf = (value: number, key: string) => (key === 'year' ? String(value) : number.format(value));

/** Words for what one can filter by. */
export const filterWords = {
  open: 'Filters',
  list: 'Papers that pass the filters',
  columns: { year: 'Year', venue: 'Venue', category: 'Category', author: 'Author', has: 'Abstract' },
  hasAbstract: 'Has an abstract',
  or: ' or ',
  remove: (text: string) => `Filter ${text}: remove`,
  range: ([from, to]: readonly [number | null, number | null]) =>
    from === null
      ? `up to ${to}`
      : to === null
        ? `${from} and up`
        : from === to
          ? `${from}`
          : `${from}–${to}`,
  number: numberOf,
  leaps: (stretches: readonly string[]) =>
    `Few papers or none: ${stretches.join(', ')}; the bars leap over that.`,
  between: (from: number, to: number, key: string) =>
    from === to ? numberOf(from, key) : `${numberOf(from, key)} – ${numberOf(to, key)}`,
  from: (name: string) => `${name}, from`,
  to: (name: string) => `${name}, to`,
  find: (name: string) => `Find in ${name}`,
  findAmong: (n: number) => `Find among ${number.format(n)}`,
  more: (left: number, found: number) =>
    found === 0 ? 'None is called so.' : left > 0 ? `${number.format(left)} more; type to find them.` : '',
  chosen: (n: number) => `${number.format(n)} chosen`,
  count: (n: number) => number.format(n),
  without1: (n: number, name: string) =>
    `${papers(n)} without ${name.toLowerCase()} ${n === 1 ? 'lies' : 'lie'} in no range.`,
  none: 'The filters leave no paper',
  loosen: 'Without one of them:',
  noneAlone: 'No single one of them is to blame: together they leave nothing.',
  without: (text: string) => `Without “${text}”`,
  noneWritten: (text: string) => `No paper fits ${text}`,
  theseAreOf: ([from, to]: readonly [number, number]) =>
    from === to ? `These are all of ${from}.` : `These are of ${from}–${to}.`,
  /** Of columns that none of the papers has. */
  lacking: {
    author: 'These papers name no authors.',
    category: 'These papers have no categories.',
    venue: 'These papers do not say where they came out.',
    year: 'These papers have no years.',
  },
  clear: 'Clear all filters',
} as const;
