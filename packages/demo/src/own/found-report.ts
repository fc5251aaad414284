import type { IngestReport } from 'paper-atlas';
import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { FoundPapers } from './found-papers.ts';

/** Lines that are listed; of more the number is told. */
const MOST_LINES = 40;

/** What was found in the files, and which line is bad and why. */
export function createFoundReport({ count, report }: FoundPapers): HTMLElement {
  const { merged, withoutAbstract, warnings } = report;
  const notes = [
    ...(merged > 0 ? [words.own.merged(merged)] : []),
    ...(withoutAbstract.count > 0 ? [words.own.withoutAbstract(withoutAbstract.count)] : []),
    ...warnings.listed.map(({ line, message }) =>
      line === null ? message : `${words.own.line('', line, false)}: ${message}`,
    ),
  ];
  return element(
    'div',
    { class: 'found' },
    element('h3', { class: 'found-count', text: words.own.found(count), attributes: { tabindex: '-1' } }),
    ...createBadLines(report),
    ...(notes.length === 0
      ? []
      : [
          element(
            'details',
            { class: 'found-notes', attributes: { open: '' } },
            element('summary', { text: words.own.notes }),
            element('ul', {}, ...notes.map((note) => element('li', { foreign: note }))),
          ),
        ]),
  );
}

/** Which lines cannot be used and why; nothing where all can. */
export function createBadLines({ rejected, sources }: IngestReport): HTMLElement[] {
  if (rejected.count === 0) return [];
  const many = sources.length > 1;
  return [
    element('h4', { text: words.own.bad(rejected.count) }),
    element(
      'ol',
      { class: 'found-lines', attributes: { tabindex: '0', 'aria-label': words.own.bad(rejected.count) } },
      ...rejected.listed
        .slice(0, MOST_LINES)
        .map(({ file, line, reason }) =>
          element(
            'li',
            {},
            element('strong', { foreign: words.own.line(file, line, many) }),
            element('span', { foreign: reason }),
          ),
        ),
      rejected.count > MOST_LINES &&
        element('li', { class: 'quiet', text: words.own.more(rejected.count - MOST_LINES) }),
    ),
  ];
}
