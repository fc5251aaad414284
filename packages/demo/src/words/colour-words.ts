const number = new Intl.NumberFormat('en');
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;

/** Words for the colours of the papers and their legend. */
export const colourWords = {
  menu: 'Colour the papers',
  by: 'Colour by',
  close: 'Put the colours’ legend away',
  nothing: 'nothing',
  columns: 'What the papers say',
  measures: 'What the atlas knows',
  names: {
    region: 'Region',
    placement: 'How well the map places it',
    closeness: 'Closeness to the question',
    novelty: 'How new it was',
  } as Readonly<Record<string, string>>,
  chip: 'Colour: ',
  invert: 'Light and dark the other way round',
  legend: 'Legend of the colours',
  other: 'other',
  count: (n: number) => number.format(n),
  only: (name: string, n: number) => `Only ${name}, ${papers(n)}`,
  region: (name: string, n: number) => `Region ${name}, ${papers(n)}`,
  without: {
    region: 'in no region',
    novelty: 'nothing came before it',
    closeness: 'not in the list',
    other: 'not said',
  } as Readonly<Record<'region' | 'novelty' | 'closeness' | 'other', string>>,
  /** One sentence each, shown with the legend. */
  why: {
    nothing: 'All papers are alike: choose what tells them apart.',
    region: 'Press a name to open its region.',
    values: 'Press a name to keep its papers; all others turn grey.',
    range: 'Draw over the bars, or move the ends, to keep a range; all others turn grey.',
    placement:
      'Of each paper’s 10 truly nearest, the share that is also among its 10 nearest on the map: where it is low, the place says little.',
    closeness:
      'How close each paper is to what is asked, on the scale of the bars: closer than so many pairs.',
    warmth: 'How close each paper is to what is asked: 100\u00a0% is the closest of them.',
    several:
      'A paper with several has the colour of the first that it names; where that one has none, of the commonest of the others.',
    askFirst: 'Ask something first: then each paper shows how close it is to it.',
    novelty: 'Distance in meaning to the nearest paper of an earlier year: the greater, the newer it was.',
    waiting: 'The papers are still being read…',
  },
  bars: (name: string, parts: readonly string[]) => `Papers by ${name.toLowerCase()}: ${parts.join(', ')}`,
  bar: (from: string, to: string, n: number) =>
    `${from === to ? from : `${from} to ${to}`}: ${number.format(n)}`,
  share: (share: number) => `${Math.round(100 * share)}\u00a0%`,
} as const;
