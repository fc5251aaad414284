import type { Paper } from 'paper-atlas';
import { element, icon } from '../elements.ts';
import { selectedRow } from '../state/papers.ts';
import { recordOf } from '../state/records.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { linksOf, type PaperLink } from './links.ts';
import { type Panel, whenChanged } from './panel.ts';

const OUT = 'M10 6H6V18H18V14M13 5H19V11M19 5L11 13';
/** More of a text than this is cut: it is no name. */
const MAX_TEXT = 2000;
const MAX_AUTHORS = 12;

/** Authors, year and venue of the open paper, as far as it has them. */
export function createPaperByline(): Panel {
  const node = element('p', { class: 'paper-byline foreign', attributes: { dir: 'auto' } });
  const update = whenRead((paper) => {
    node.textContent = paper === null ? '' : bylineOf(paper);
    node.hidden = paper !== null && node.textContent === '';
  });
  return { node, update, destroy: () => node.remove() };
}

/** Where the open paper can be read. */
export function createPaperLinks(): Panel {
  const node = element('p', { class: 'paper-links' });
  const update = whenRead((paper) => node.replaceChildren(...createLinks(paper)));
  return { node, update, destroy: () => node.remove() };
}

/** Shows the open paper once all of it is here; what was shown of another one goes at once. */
function whenRead(show: (paper: Paper | null) => void): (state: ExplorerState) => void {
  const read = (state: ExplorerState): Paper | null => {
    const row = selectedRow(state);
    return row === null ? null : recordOf(state, row);
  };
  return whenChanged(
    (state) => [read(state)],
    (state) => show(read(state)),
  );
}

function bylineOf({ authors, year, venue }: Paper): string {
  const shown = authors.slice(0, MAX_AUTHORS).join(', ') + (authors.length > MAX_AUTHORS ? '…' : '');
  const parts = [shown, venue ?? '', year === null ? '' : String(year)].filter((part) => part !== '');
  return parts.join(' · ').slice(0, MAX_TEXT);
}

function createLinks(paper: Paper | null): HTMLElement[] {
  if (paper === null) return [];
  // A search hands the title to someone: all of what it does is said where it can be seen.
  const newTab = (kind: PaperLink['kind']) =>
    element(
      'span',
      { class: 'out-tab' },
      element('span', { class: kind === 'search' ? '' : 'unseen', text: words.paper.newTab }),
      icon(OUT),
    );
  return linksOf(paper).map(({ kind, href }) =>
    element(
      'a',
      { class: 'out', attributes: { href, target: '_blank', rel: 'noopener noreferrer' } },
      element('span', {}, words.paper.open[kind], ' ', newTab(kind)),
    ),
  );
}
