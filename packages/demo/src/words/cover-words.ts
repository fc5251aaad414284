const number = new Intl.NumberFormat('en');
const entries = (n: number) => `${number.format(n)} ${n === 1 ? 'entry' : 'entries'}`;

/** Words for a bibliography that is held against the open atlas. */
export const coverWords = {
  show: 'See which of them are on this map',
  panel: 'Your bibliography on this map',
  back: 'Put it away',
  busy: 'Looking for its papers…',
  failed: 'This atlas could not be compared with it: its vectors or regions cannot be read.',
  found: (found: number, all: number) =>
    found === 0 ? `None of ${entries(all)} is here.` : `${number.format(found)} of ${entries(all)} are here.`,
  others: 'All other papers are grey on the map.',
  regions: 'How much of each region, and what to read next there',
  share: (found: number, size: number) => `${number.format(found)} of ${number.format(size)}`,
  next: (title: string) => `not in your file, near to: ${title}`,
  nextFar: (title: string) => `not in your file, and only loosely near to: ${title}`,
  legend: 'Your papers; all others are grey',
  missing: (n: number) => `Not here: ${entries(n)}`,
  more: (n: number) => `and ${number.format(n)} more`,
} as const;
