import type { BusyWork } from '../own/own-state.ts';
import type { PaperDifference } from '../own/paper-difference.ts';

const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;
const records = (n: number) => `${number.format(n)} ${n === 1 ? 'record' : 'records'}`;
/** What is other, told in a row; empty where nothing is. */
const others = ({ added, edited, removed }: PaperDifference) =>
  [
    ...(added > 0 ? [`${number.format(added)} new`] : []),
    ...(edited > 0 ? [`${number.format(edited)} edited`] : []),
    ...(removed > 0 ? [`${number.format(removed)} gone`] : []),
  ].join(', ');
const size = (bytes: number) =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Words for papers of one's own. */
export const ownWords = {
  menu: 'Your own papers',
  title: 'Your own papers',
  close: 'Close',
  lead: 'Choose a file, or drop one anywhere on this page. It is read, embedded and mapped in this browser: nothing leaves your machine.',
  formats:
    'BibTeX, RIS, CSV, TSV, JSON, JSONL or a page of titles and abstracts, each also as .gz; or an atlas as .zip.',
  choose: 'Choose files',
  chooseMore: 'Choose other files',
  drop: 'Drop papers or an atlas here',
  busy: {
    reading: (name: string) => `Reading ${name}`,
    making: (name: string) => `Making an atlas of ${name}`,
    opening: (name: string) => `Opening ${name}`,
  },
  failed: {
    reading: (name: string) => `${name} could not be read`,
    making: (name: string) => `No atlas could be made of ${name}`,
    opening: (name: string) => `${name} could not be opened`,
  },
  found: (n: number) => (n === 0 ? 'No paper was found' : papers(n)),
  bad: (n: number) => `${records(n)} cannot be used`,
  line: (file: string, line: number, many: boolean) => (many ? `${file}, line ${line}` : `Line ${line}`),
  more: (n: number) => `and ${number.format(n)} more`,
  merged: (n: number) =>
    `${records(n)} ${n === 1 ? 'repeats another and was' : 'repeat others and were'} merged.`,
  withoutAbstract: (n: number) =>
    `${papers(n)} without an abstract: placed by the title alone, so less surely.`,
  notes: 'Also noticed',
  make: (n: number, bad: number) =>
    bad === 0
      ? `Make an atlas of ${n === 1 ? 'this paper' : `these ${papers(n)}`}`
      : `Make an atlas of the ${n === 1 ? 'good one' : `${number.format(n)} good ones`}`,
  update: (name: string) => `Go on with “${name}”`,
  /** Of the kept atlas that has the name of what was read. */
  updateLine: (name: string, made: number, difference: PaperDifference) => {
    const told = others(difference);
    const kept = `“${name}” of ${day.format(made)}`;
    if (told === '') return `${kept} has all of these papers and no others: nothing has changed.`;
    const { same } = difference;
    const stay =
      same === 1 ? 'The other one stays where it is' : `The other ${number.format(same)} stay where they are`;
    return `Against ${kept}: ${told}. ${stay} on the map, and your reading list is kept.`;
  },
  makeNew: 'Make a new atlas',
  updated: (name: string, difference: PaperDifference) =>
    `${name}: ${others(difference)}; all others stayed where they were`,
  cancel: 'Cancel',
  another: 'Choose another file',
  /** What is being done, in the library's own stages; empty where the title says it. */
  stage: ({ phase, stage, done, total }: BusyWork) => {
    if (phase !== 'making') return '';
    if (stage === 'model' || stage === 'start') return 'Starting the model';
    if (stage === 'embed') return `Reading for meaning: ${number.format(done)} of ${papers(total)}`;
    if (stage === 'map') return 'Drawing the map';
    return stage === 'regions' ? 'Naming the regions' : 'Measuring';
  },
  left: (milliseconds: number | null) => {
    if (milliseconds === null) return '';
    const seconds = milliseconds / 1000;
    if (seconds < 8) return 'a few seconds left';
    if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`;
    const minutes = Math.round(seconds / 60);
    return `about ${minutes} min left`;
  },
  whileMaking: 'This map stays as it is until the new one is ready.',
  whileKept: 'What is read is kept: stop or leave, and go on at any time.',
  stop: 'Stop',
  unfinished: 'Begun and not finished',
  unfinishedLine: (read: number, n: number, begun: number) =>
    `${number.format(read)} of ${papers(n)} read · ${day.format(begun)}`,
  goOn: 'Go on',
  goOnOf: (name: string) => `Go on with making ${name}`,
  forget: 'Forget',
  forgetOf: (name: string) => `Forget what was read of ${name}`,
  kept: 'Kept in this browser',
  none: 'Nothing yet. An atlas that you make or open here is kept until you remove it.',
  keptLine: (n: number, bytes: number, made: number) => `${papers(n)} · ${size(bytes)} · ${day.format(made)}`,
  open: 'Open',
  openOf: (name: string) => `Open ${name}`,
  save: 'Save as a file',
  saveOf: (name: string) => `Save as a file: ${name}`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name} from this browser`,
  removeSure: 'Really?',
  shown: 'on the map now',
  back: 'Open the atlas of this page',
  gone: (name: string) => `${name} is not kept any more`,
  goneWhy: 'It stays on the map until you leave this page or open another atlas.',
  missing: 'This atlas is not in this browser',
  missingWhy:
    'It is kept only in the browser that made it, and this one does not have it, or no longer. Whoever has it can save it as a file; such a file can be dropped here.',
  refused: 'This could not be done in this browser',
} as const;
