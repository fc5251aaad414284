import type { Paper } from 'paper-atlas';
import { element } from '../elements.ts';
import { bestSentence } from '../search/marks.ts';
import { askedWordsOf, singularOf, wordsOf } from '../search/words.ts';
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

/** The ranked list. */
export function createHitList({ dispatch }: PanelContext): Panel {
  const node = element('div', { class: 'hits-panel' });

  const render = whenChanged(
    ({ answer, atlas, meaning, searchError, range }) => [answer, atlas, meaning.phase, searchError, range],
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
        list.append(...answer.rows.map((row) => createHit(atlas.papers[row]!, row, answer, state)));
        const isCut = answer.matched > answer.rows.length;
        node.replaceChildren(
          ...errorOf(state),
          ...lackingOf(state, answer),
          list,
          ...(isCut
            ? [element('p', { class: 'quiet', text: words.search.more(answer.rows.length, answer.matched) })]
            : []),
        );
        node.scrollTop = 0;
      }
    },
  );

  function createHit(paper: Paper, row: number, answer: Answer, { range }: ExplorerState): HTMLElement {
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
        ...createMarkedTitle(paper, answer),
      ),
      snippet !== '' &&
        element(
          'span',
          { class: 'hit-snippet foreign', attributes: { dir: 'auto' } },
          ...createMarkedText(snippet, answer.query),
        ),
      answer.similarities === null
        ? element('span', { class: 'hit-where', text: whereFound(paper, answer.query) })
        : createClosenessBar(answer.similarities[row]!, range),
    );
    pointOut(button, row, dispatch);
    return element('li', {}, button);
  }

  return { node, update: render, destroy: () => node.remove() };
}

function createMarkedTitle(paper: Paper, { query, kind }: Answer): Node[] {
  const shown = titleOf(paper).slice(0, MAX_TITLE);
  return kind === 'words' ? createMarkedText(shown, query) : [document.createTextNode(shown)];
}

function whereFound({ title }: Paper, query: string): string {
  const { whole, prefix } = askedWordsOf(query);
  const isAsked = (word: string) =>
    whole.includes(singularOf(word)) || (prefix !== null && word.startsWith(singularOf(prefix)));
  return wordsOf(title).some(isAsked) ? words.search.inTitle : words.search.inAbstract;
}

/** When no paper has all the words: what the list shows instead, and that meaning will do better. */
function lackingOf(state: ExplorerState, { lacking }: Answer): HTMLElement[] {
  if (lacking === null) return [];
  const text = words.search.someWords(lacking.had, lacking.asked);
  return [
    element('p', { class: 'hits-note', text: isComing(state) ? `${text} ${words.search.noWordsYet}` : text }),
  ];
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
