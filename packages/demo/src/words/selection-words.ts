const number = new Intl.NumberFormat('en');
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;

/** Words for a lasso and what lies within it. */
export const selectionWords = {
  panel: 'Selection',
  title: (n: number) => `Selection of ${papers(n)}`,
  back: 'Put the selection away',
  backTo: 'Back to the selection',
  empty: 'No paper stands within this line.',
  leftOut: (n: number) =>
    `${papers(n)} more within it ${n === 1 ? 'is' : 'are'} grey on the map, and left out.`,
  terms: 'Telling words',
  termsWhy: 'Of all words of these papers, those that tell them from all others.',
  busy: 'Looking for telling words…',
  noTerms: 'No word tells these papers from the others.',
  failed: 'Their telling words could not be looked for.',
  regions: 'Regions it reaches into',
  share: (n: number, size: number) => `${number.format(n)} of ${number.format(size)}`,
  answer: (asked: string) => `Papers, by ${asked}`,
  central: 'Papers, the most central first',
  list: 'Papers of the selection',
  unlisted: 'Below: not in the list of what is asked',
  ofOwn: 'Selected on the atlas’ own map: the same papers, wherever this map puts them.',
  soon: 'This selection is one of the map that is forming.',
  putAway: 'The selection was put away: it was drawn on the map before. Back on that map it is there again.',
  announce: (n: number) => `${papers(n)} selected`,
} as const;

/** Words for choosing an area of the map. */
export const areaWords = {
  open: 'Select an area',
  panel: 'Selecting an area',
  draw: 'Draw a line around papers.',
  keys: 'Or frame them with the arrow keys.',
  framed: (n: number) => `${papers(n)} in the frame.`,
  frameKeys: 'Arrow keys move it, with Shift they size it, Enter takes it.',
  inView: 'Select all in view',
  cancel: 'Cancel',
} as const;
