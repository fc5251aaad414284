import type { ThemeChoice } from './state/theme-choice.ts';
import { aboutWords } from './words/about-words.ts';
import { askWords } from './words/ask-words.ts';
import { colourWords } from './words/colour-words.ts';
import { compareWords } from './words/compare-words.ts';
import { coverWords } from './words/cover-words.ts';
import { doneWords } from './words/done-words.ts';
import { failureWords } from './words/failure-words.ts';
import { filterWords } from './words/filter-words.ts';
import { noveltyWords } from './words/novelty-words.ts';
import { oneFileWords } from './words/one-file-words.ts';
import { ownWords } from './words/own-words.ts';
import { pathWords } from './words/path-words.ts';
import { pictureWords } from './words/picture-words.ts';
import { areaWords, selectionWords } from './words/selection-words.ts';
import { shapeWords } from './words/shape-words.ts';
import { starsWords } from './words/stars-words.ts';

const number = new Intl.NumberFormat('en');
const list = new Intl.ListFormat('en');
const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

const count = (n: number, one: string, many = `${one}s`) => `${number.format(n)} ${n === 1 ? one : many}`;
/** As exact as its nines: 87.3, 99.2, 99.94. */
const floorPercent = (percentile: number) => {
  const digits = percentile >= 99.9 ? 100 : 10;
  return (Math.floor(percentile * digits) / digits).toString();
};
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** Every word that the page shows. Titles, abstracts and names come from the atlas. */
export const words = {
  name: 'Paper Atlas',
  title: (of: string | null) => (of === null ? 'Paper Atlas' : `${of} · Paper Atlas`),
  papers: (n: number) => count(n, 'paper'),
  rank: (n: number) => `${number.format(n)}${SUFFIX[ordinal.select(n)] ?? 'th'}`,

  search: {
    label: 'Search papers',
    placeholder: 'Ask in your own words',
    clear: 'Clear the search',
    column: 'Search and papers',
    notes: 'On the question',
    instead: (word: string, instead: readonly string[]) =>
      `No paper has “${word}”; looked for ${list.format(instead.map((each) => `“${each}”`))} instead.`,
    busy: 'searching…',
    list: 'Papers found, best first',
    more: (shown: number, all: number) => `The first ${shown} of ${number.format(all)}.`,
    close: (close: number, all: number) =>
      close === 0
        ? `None of ${count(all, 'paper')} stands out`
        : `${number.format(close)} of ${count(all, 'paper')} ${close === 1 ? 'stands' : 'stand'} out`,
    took: (milliseconds: number) => `${milliseconds < 1 ? '< 1' : Math.round(milliseconds)} ms`,
    byWords: {
      one: 'stands out by your word alone',
      all: 'stands out by your words alone',
      instead: 'stands out by words alone, not all as you wrote them',
    },
    weakBelow: { closeness: 'Weaker matches below', words: 'Below: not all of the words' },
    onlyWeak: { closeness: 'No match stands out', words: 'No paper has all of the words' },
    noWords: (query: string) => `No paper has a word of “${query}”.`,
    noWordsYet: 'Meaning search is still loading and will answer by itself.',
    noWordsEver: 'Try fewer words, or other ones.',
    failed: 'This search did not work',
  },

  closeness: {
    /** Rounded down: never 100. */
    percent: (percentile: number) => `${floorPercent(percentile)}\u00a0%`,
    closer: (percentile: number) => `closer than ${floorPercent(percentile)}\u00a0% of pairs`,
    notches: 'The notches stand at 90\u00a0% and 99\u00a0%, the end at 99.9\u00a0%',
    parts: (meaning: number, byWords: number) => `Meaning ${meaning}\u00a0%, words ${byWords}\u00a0%`,
    cosine: (similarity: number) => `cosine ${similarity.toFixed(2).replace('-', '−')}`,
  },

  mode: {
    label: 'Rank by',
    hybrid: 'Hybrid',
    semantic: 'Meaning',
    keyword: 'Words',
    why: {
      hybrid: 'By meaning and words together',
      semantic: 'By meaning alone, whatever the words',
      keyword: 'By the words alone: only papers that have them',
    },
  },

  ask: askWords,

  model: {
    loading: (done: number, total: number) =>
      done > 0 && done >= total && total > 0
        ? words.model.starting
        : done === 0
          ? 'Words now; meaning is loading'
          : `Words now; meaning is loading: ${megabytes(done)}${total > 0 ? ` of ${megabytes(total)}` : ''} MB`,
    starting: 'Words now; meaning is starting',
    ready: 'Searches by meaning',
    soon: 'meaning soon',
    wordsOnly: 'Searches by words',
    missing: 'Search by meaning is off',
    missingShort: 'meaning is off',
    missingModel: (file: string) =>
      `The model is not here: ${file} is missing. Words, the map and nearest papers all work.`,
    otherModel: (model: string) =>
      `The model served here is not the one this atlas was made with (${model}); its answers would be wrong, so it is not used. Words, the map and nearest papers all work.`,
    damagedModel: 'The model could not be started. Words, the map and nearest papers all work.',
    noVectors: 'Search by meaning is off: it needs these vectors. Search by words works.',
  },

  rest: {
    lead: (n: number) =>
      n === 1
        ? 'One paper. Its abstract is one click away.'
        : `${count(n, 'paper')}, laid out by meaning: what is close in thought lies close on the map.`,
    noMap: (n: number) => `${count(n, 'paper')}.`,
    few: 'So few papers stand evenly on the map: their places say nothing.',
    regions: 'Regions',
    goTo: (name: string, n: number) => `Region ${name}, ${count(n, 'paper')}`,
    all: 'Papers',
    first: (n: number) => `The first ${n} papers`,
  },

  paper: {
    panel: 'Paper',
    backToList: 'Back to the results',
    backToRest: 'Back',
    backToRegion: (name: string) => `Back to ${name}`,
    untitled: '(without a title)',
    noAbstract: 'This paper has no abstract in the atlas.',
    unreadable: (why: string) => `The abstract cannot be read: ${why}`,
    unknown: 'The address names a paper that this atlas does not have.',
    nearest: 'Nearest in meaning',
    kept: (kept: number, all: number) =>
      kept === all
        ? 'The map keeps all of them near it.'
        : `The map keeps ${kept} of ${all} near it; ${all - kept === 1 ? 'one is' : `${all - kept} are`} torn away, dashed on the map.`,
    torn: 'torn away on the map',
    alone: 'It is the only paper of this atlas.',
    noNearest: 'The nearest papers could not be read from this atlas.',
    walked: (rank: number, title: string) =>
      `${rank === 1 ? 'Nearest' : `${words.rank(rank)} nearest`} to “${title}”`,
    standing: (rank: number, asked: string) => `${words.rank(rank)} for ${asked}`,
    region: 'Region',
    open: {
      doi: 'Open by its DOI',
      arxiv: 'Open on arXiv',
      url: 'Open its page',
      search: 'Search Google Scholar for its title',
    },
    newTab: '(opens a new tab)',
  },

  save: {
    label: (n: number) => `Save ${count(n, 'paper')} as`,
    as: (n: number, format: string) => `Save ${count(n, 'paper')} as ${format}`,
    formats: { bibtex: 'BibTeX', ris: 'RIS', csv: 'CSV', json: 'JSON' },
  },

  compare: compareWords,

  judged: {
    label: 'Judge this paper',
    signs: { liked: '+', disliked: '−' },
    buttons: { liked: 'More like this', disliked: 'Less like this' },
    remove: {
      liked: (title: string) => `More like “${title}”: remove`,
      disliked: (title: string) => `Less like “${title}”: remove`,
    },
    list: (n: number) => (n === 1 ? 'Like this paper' : `Like these ${number.format(n)} papers`),
    these: (n: number) => (n === 1 ? 'the liked paper' : `the ${number.format(n)} liked papers`),
    and: ' and ',
    less: (n: number) =>
      n === 1 ? ', less the disliked one' : `, less the ${number.format(n)} disliked ones`,
    onlyLess: 'Less like a paper alone lists nothing: type words, or like another paper.',
  },

  chips: {
    label: 'Asked besides the words',
    back: (query: string) => (query === '' ? 'Back to what was asked before' : `Back to “${query}”`),
    clear: 'Clear all',
  },

  filters: filterWords,

  region: {
    panel: 'Region',
    back: 'All regions',
    unknown: 'The address names a region that this map does not have.',
    terms: 'Telling words',
    within: 'Part of',
    inner: 'Within it',
    history: 'Over the years',
    historyOf: (parts: readonly string[]) => `Papers by year: ${parts.join(', ')}`,
    historyBar: (from: number, to: number, n: number) =>
      `${from === to ? from : `${from}–${to}`}: ${count(n, 'paper')}`,
    withoutYear: (n: number) => `${count(n, 'paper')} without a year.`,
    papers: 'Papers, the most central first',
  },

  announce: {
    region: (name: string, n: number) => `Region ${name}, ${count(n, 'paper')}`,
    selected: (title: string, region: string | null, rank: number | null, listed: number) =>
      [
        title,
        region === null ? null : `Region ${region}`,
        rank === null ? null : `${words.rank(rank)} of ${listed} ranked`,
      ]
        .filter((part) => part !== null)
        .join('. '),
    judged: (as: 'liked' | 'disliked' | null, title: string) =>
      `${as === null ? 'No longer judged' : words.judged.buttons[as]}: ${title}`,
    noneJudged: 'No paper is judged any more',
  },

  legend: {
    rest: 'Height: papers close together',
    restEnds: ['few', 'many'] as const,
    heat: 'Heat: closeness to ',
    heatEnds: ['far', 'close'] as const,
    faint: 'faint: nothing stands out',
    words: 'Marked: papers with ',
    wordsEnds: ['weakly', 'strongly'] as const,
  },

  menu: {
    label: 'View',
    theme: (choice: ThemeChoice) =>
      ({ system: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' })[choice],
    help: 'Keys and help',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    home: 'Show the whole map',
    sheet: 'Size of the panel',
  },

  status: {
    label: 'About this map',
    coming: (papers: number) => `Reading ${count(papers, 'paper')}…`,
    kept: (share: number) =>
      ['this map keeps ', `${Math.round(share * 100)}\u00a0%`, ' of true neighbours'] as const,
    keptPlain: (share: number) =>
      `This map keeps ${Math.round(share * 100)}\u00a0% of the papers’ ten truly nearest among their ten nearest on it.`,
    keptWhy:
      'Of each paper’s 10 truly nearest papers, this share is also among its 10 nearest on the map; a flat map cannot keep them all.',
    made: 'map made on this page',
    madeWhy:
      'The atlas has no map that can be read, so one was computed here from its true neighbours. Build the atlas again, without --no-map, to keep one in it.',
    modelWhy: (id: string) =>
      `Closeness of meaning comes from the model ${id}, which runs in this browser; what you type is sent nowhere.`,
  },

  map: {
    label: 'Map of the papers. Arrow keys go from dot to dot.',
    making: (share: number) => `Drawing the map here: ${Math.round(share * 100)}\u00a0%`,
    none: 'No map',
    noneWhy:
      'This atlas has no map that can be read, and none could be made from it. Papers and search still work. Build the atlas again, without --no-map, to add one.',
  },

  about: aboutWords,

  hint: {
    label: 'First steps',
    text: 'Ask something, or walk the map: a dot is a paper, a name is a region. Behind “?” stands how to read it all.',
    close: 'Put this hint away',
  },

  newerVersion: {
    text: 'A newer version of this page is ready.',
    take: 'Use it',
    why: 'Loads the page again; what you asked and opened stays',
  },

  own: ownWords,
  oneFile: oneFileWords,
  path: pathWords,
  selection: selectionWords,
  area: areaWords,
  picture: pictureWords,
  cover: coverWords,
  colour: colourWords,
  novelty: noveltyWords,
  stars: starsWords,
  shape: shapeWords,
  done: doneWords,

  loading: 'Opening the atlas…',

  failure: failureWords,
} as const;
