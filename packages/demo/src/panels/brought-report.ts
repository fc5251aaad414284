import type { Paper } from 'paper-atlas';
import { element } from '../elements.ts';
import { createBadLines } from '../own/found-report.ts';
import { titleOf } from '../state/papers.ts';
import type { StarImport } from '../state/stars.ts';
import { words } from '../words.ts';

const MAX_TITLE = 160;
/** Papers that are listed as missing; of more the number is told. */
const MAX_MISSING = 100;

/** What became of a file that was brought to the reading list: which papers are here, which not, which lines are bad and why. */
export function createBroughtReport(brought: StarImport): HTMLElement {
  const node = element('div', { class: 'stars-brought', attributes: { role: 'status' } });
  if (brought.phase === 'reading') node.append(element('p', { foreign: words.stars.reading(brought.name) }));
  if (brought.phase === 'failed')
    node.append(
      element(
        'div',
        { class: 'notice' },
        element('strong', { foreign: words.stars.failed(brought.name) }),
        element('p', { foreign: brought.error.message }),
      ),
    );
  if (brought.phase === 'read') node.append(...createRead(brought));
  return node;
}

function createRead({ name, file, added }: Extract<StarImport, { phase: 'read' }>): HTMLElement[] {
  const { found, papers, missing } = file;
  return [
    element('h3', { foreign: name }),
    element('p', {
      text:
        found.count === 0
          ? words.own.found(0)
          : words.stars.brought(found.count - missing.length, found.count),
    }),
    ...(papers.length === 0
      ? []
      : [element('p', { text: words.stars.broughtNew(added, papers.length - added) })]),
    ...createBadLines(found.report),
    ...createMissing(missing),
  ];
}

function createMissing(missing: readonly Paper[]): HTMLElement[] {
  if (missing.length === 0) return [];
  const rest = missing.length - MAX_MISSING;
  return [
    element('h3', { text: words.stars.missing(missing.length) }),
    element(
      'ul',
      { class: 'cover-missing' },
      ...missing
        .slice(0, MAX_MISSING)
        .map((paper) => element('li', { foreign: titleOf(paper).slice(0, MAX_TITLE) })),
      rest > 0 && element('li', { class: 'quiet', text: words.stars.moreMissing(rest) }),
    ),
  ];
}
