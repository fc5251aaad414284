import { element } from '../elements.ts';
import { createBadLines } from '../own/found-report.ts';
import type { StarImport } from '../state/stars-state.ts';
import { words } from '../words.ts';
import { createMissingList } from './missing-list.ts';

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
    ...createMissingList(missing, words.stars.missing),
  ];
}
