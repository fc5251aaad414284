const number = new Intl.NumberFormat('en');
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;

/** Words for the reading list. */
export const starsWords = {
  panel: 'Reading list',
  menu: (n: number) => (n === 0 ? 'Reading list' : `Reading list (${number.format(n)})`),
  count: (n: number) => number.format(n),
  back: 'Close the reading list',
  backTo: 'Back to the reading list',
  star: 'Star',
  starOf: (title: string) => `Star “${title}”`,
  mark: 'starred',
  legend: (n: number) => `${number.format(n)} starred`,
  list: 'Starred papers, the last one first',
  none: 'No paper is starred yet.',
  how: 'Press the star beside a paper of a list or above an open one, or the key s. What is starred stays in this browser, for this atlas, and is in no address that you share.',
  remove: 'Remove',
  removeOf: (title: string) => `Remove “${title}” from the reading list`,
  lost: 'not in this atlas any more',
  more: 'More like these',
  moreWhy: (asked: number, all: number) =>
    asked === all
      ? 'Ranks all papers by how close they are to these'
      : `Ranks all papers by how close they are to the ${number.format(asked)} that were starred last`,
  clear: 'Clear the list',
  starred: (title: string) => `Starred: ${title}`,
  unstarred: (title: string) => `No longer starred: ${title}`,
  added: (n: number) => `${papers(n)} starred`,
  removed: (n: number) => `${papers(n)} no longer starred`,
  undo: 'Undo',
  undoOf: (what: string) => `Undo: ${what}`,
  import: 'Star the papers of a file',
  importWhy: 'BibTeX, JSON or any other list of papers; it can be dropped here too.',
  drop: 'Drop a bibliography here to star its papers',
  reading: (name: string) => `Looking for the papers of ${name}…`,
  failed: (name: string) => `${name} could not be read`,
  brought: (matched: number, all: number) =>
    matched === 0
      ? `None of its ${papers(all)} is in this atlas.`
      : `${number.format(matched)} of its ${papers(all)} ${matched === 1 ? 'is' : 'are'} in this atlas.`,
  broughtNew: (added: number, before: number) =>
    before === 0
      ? `${papers(added)} starred.`
      : added === 0
        ? before === 1
          ? 'It was starred already.'
          : 'They were starred already.'
        : `${number.format(added)} starred now, ${number.format(before)} before.`,
  missing: (n: number) => `Not in this atlas: ${papers(n)}`,
  unkept: 'The reading list lasts only as long as this page',
  unkeptRead: 'This list lasts only as long as this page is open: the browser does not keep it.',
  wave: 'Put this notice away',
} as const;
