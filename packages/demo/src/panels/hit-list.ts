import type { Paper } from 'paper-atlas';
import { element } from '../elements.ts';
import { bestSentence } from '../search/marks.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { createMarkedText } from './marked-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { pointOut } from './point-out.ts';

/** Characters of a title or sentence that are put on the page: the rest could not be seen. */
const MAX_TITLE = 300;
const MAX_SNIPPET = 400;
/** Papers of the list that are put on the page. */
const LIST_LENGTH = 50;

/** The ranked list. */
export function createHitList({ dispatch }: PanelContext): Panel {
  const node = element('div', { class: 'hits-panel' });

  const render = whenChanged(
    ({ answer, atlas, meaning, searchError }) => [answer, atlas, meaning.phase, searchError],
    (state) => {
      const atlas = openAtlasOf(state);
      const { answer } = state;
      if (atlas === null || answer === null) node.replaceChildren(...errorOf(state));
      else if (answer.rows.length === 0) node.replaceChildren(...errorOf(state), nothingFound(state, answer));
      else {
        const list = element('ol', {
          class: 'hits',
          attributes: { 'aria-label': words.search.list, 'data-list': '' },
        });
        const shown = answer.rows.subarray(0, LIST_LENGTH);
        list.append(...Array.from(shown, (row, at) => createHit(atlas.papers[row]!, row, at, answer)));
        const isCut = answer.total > shown.length;
        node.replaceChildren(
          ...errorOf(state),
          list,
          ...(isCut
            ? [element('p', { class: 'quiet', text: words.search.more(shown.length, answer.total) })]
            : []),
        );
        node.scrollTop = 0;
      }
    },
  );

  function createHit(paper: Paper, row: number, at: number, answer: Answer): HTMLElement {
    const snippet = bestSentence(paper.abstract, answer.query).slice(0, MAX_SNIPPET);
    const button = element(
      'button',
      {
        class: 'hit',
        attributes: { 'data-row': String(row) },
        onClick: () => dispatch({ type: 'paper-selected', id: paper.id }),
      },
      element(
        'span',
        { class: 'hit-title foreign', attributes: { dir: 'auto' } },
        ...createMarkedText(titleOf(paper).slice(0, MAX_TITLE), answer.query),
      ),
      snippet !== '' &&
        element(
          'span',
          { class: 'hit-snippet foreign', attributes: { dir: 'auto' } },
          ...createMarkedText(snippet, answer.query),
        ),
      closenessOf(answer, at),
    );
    pointOut(button, row, dispatch);
    return element('li', {}, button);
  }

  return { node, update: render, destroy: () => node.remove() };
}

function closenessOf({ similarities, percentiles }: Answer, at: number): HTMLElement | null {
  return similarities === null
    ? null
    : createClosenessBar({ similarity: similarities[at]!, percentile: percentiles?.[at] ?? null });
}

function nothingFound(state: ExplorerState, { query }: Answer): HTMLElement {
  return element(
    'div',
    { class: 'empty' },
    element('p', { foreign: words.search.noWords(query.length > 80 ? `${query.slice(0, 80)}…` : query) }),
    element('p', {
      class: 'quiet',
      text: isComing(state) ? words.search.noWordsYet : words.search.noWordsEver,
    }),
  );
}

function isComing({ meaning }: ExplorerState): boolean {
  return meaning.phase !== 'ready' && meaning.phase !== 'failed';
}

function errorOf({ searchError }: ExplorerState): HTMLElement[] {
  if (searchError === null) return [];
  return [
    element(
      'div',
      { class: 'notice', attributes: { role: 'alert' } },
      element('strong', { text: words.search.failed }),
      element('p', { foreign: searchError.message }),
    ),
  ];
}
