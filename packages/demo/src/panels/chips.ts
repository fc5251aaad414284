import { element, icon } from '../elements.ts';
import { type ColumnFilter, usableFilters } from '../state/filters.ts';
import { type Judgement, rowsOfIds } from '../state/judgements.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import { isAsking } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { ARROW } from './back-button.ts';
import { filterText } from './filter-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const MAX_TITLE = 120;

/** What is asked besides the words: liked and disliked papers, and filters; each goes when it is pressed. */
export function createChips({ dispatch }: PanelContext): Panel {
  const list = element('ul', { class: 'chips-list', attributes: { 'aria-label': words.chips.label } });
  const note = element('p', { class: 'quiet', text: words.judged.onlyLess });
  const node = element('div', { class: 'chips' }, list, note);
  const render = whenChanged(
    ({ liked, disliked, filters, atlas, query, askedBefore }) => [
      ...[liked, disliked, filters, atlas, query.trim() === ''],
      askedBefore,
    ],
    (state) => {
      const chips = createAll(state);
      const at = [...list.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
      node.hidden = chips.length === 0;
      list.replaceChildren(...chips.map((chip) => element('li', {}, chip)));
      note.hidden = state.disliked.length === 0 || isAsking(state);
      // The chip that was pressed is gone: the next one has the focus now, or the box.
      if (at >= 0)
        (chips[Math.min(at, chips.length - 1)] ?? document.querySelector<HTMLElement>('#query'))?.focus();
    },
  );

  function createAll(state: ExplorerState): HTMLElement[] {
    const { papers = [], columnNames = [] } = openAtlasOf(state) ?? {};
    const judged = (as: Judgement) =>
      rowsOfIds(papers, state[as]).map((row) => {
        const paper = papers[row]!;
        const title = titleOf(paper).slice(0, MAX_TITLE);
        return createChip(`is-${as}`, words.judged.signs[as], title, words.judged.remove[as](title), () =>
          dispatch({ type: 'paper-judged', id: paper.id, as }),
        );
      });
    const filters = usableFilters(columnNames, state.filters).map((filter) => {
      const text = filterText(filter).slice(0, MAX_TITLE);
      return createChip('is-filter', null, text, words.filters.remove(text), () => drop(filter));
    });
    const all = [...createBack(state), ...judged('liked'), ...judged('disliked'), ...filters];
    if (all.length < 3) return all;
    const clear = element('button', {
      class: 'chips-clear',
      text: words.chips.clear,
      onClick: () => dispatch({ type: 'asked-cleared' }),
    });
    return [...all, clear];
  }

  /** The way back to the question whose place the papers of the reading list took. */
  function createBack({ askedBefore }: ExplorerState): HTMLElement[] {
    if (askedBefore === null) return [];
    const query = askedBefore.query.trim().slice(0, MAX_TITLE);
    const text = words.chips.back(query);
    return [
      element(
        'button',
        {
          class: 'asked-chip is-back',
          attributes: { title: text },
          onClick: () => dispatch({ type: 'asked-restored' }),
        },
        icon(ARROW),
        element('span', { class: 'asked-chip-text', foreign: text }),
      ),
    ];
  }

  function drop({ key }: ColumnFilter): void {
    dispatch({ type: 'filter-changed', filter: { key, values: [], range: null } });
  }

  return { node, update: render, destroy: () => node.remove() };
}

function createChip(
  kind: string,
  sign: string | null,
  text: string,
  label: string,
  onClick: () => void,
): HTMLElement {
  return element(
    'button',
    { class: `asked-chip ${kind}`, attributes: { 'aria-label': label, title: label }, onClick },
    sign !== null && element('span', { class: 'judge-sign', text: sign }),
    element('span', { class: 'asked-chip-text', foreign: text }),
    element('span', { class: 'asked-chip-remove', text: '×' }),
  );
}
