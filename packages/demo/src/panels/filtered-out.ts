import { element } from '../elements.ts';
import { filterOfKey } from '../state/filters.ts';
import type { ExplorerState, Loosening, WrittenFilter } from '../state/state.ts';
import { words } from '../words.ts';
import { filterText } from './filter-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** So many ways out are shown: the widest. */
const MAX_WAYS = 3;
const MAX_TEXT = 80;

/** Where the filters leave nothing: which one to loosen, and what would come back. */
export function createFilteredOut({ dispatch }: PanelContext): Panel {
  const node = element('div', { class: 'empty filtered-out' });
  const render = whenChanged(
    ({ answer, columns }) => [answer, columns],
    (state) => {
      const { answer, filters } = state;
      const written = answer?.written ?? null;
      if (answer === null) return node.replaceChildren();
      const ways = answer.loosenings.slice(0, MAX_WAYS).map((loosening) => createWay(loosening));
      node.replaceChildren(
        // What is written into the box alone is to blame: it is called by its name.
        element('h2', {
          foreign:
            written === null || filters.length > 0
              ? words.filters.none
              : words.filters.noneWritten(cut(written.text)),
          attributes: { tabindex: '-1' },
        }),
        element('p', { class: 'quiet', foreign: whyNone(state, written, ways.length) }),
        ...ways,
        ...(filters.length > 0
          ? [
              element('button', {
                class: 'action',
                text: words.filters.clear,
                onClick: () => dispatch({ type: 'filters-cleared' }),
              }),
            ]
          : []),
      );

      function createWay({ key, papers }: Loosening): HTMLElement {
        const filter = key === null ? null : filterOfKey(filters, key);
        const text = filter === null ? cut(written?.text ?? '') : filterText(filter);
        const onClick = () =>
          filter === null
            ? dispatch({ type: 'query-typed', query: written?.words ?? '' })
            : dispatch({ type: 'filter-changed', filter: { key: filter.key, values: [], range: null } });
        return element(
          'button',
          { class: 'loosen', onClick },
          element('span', { foreign: words.filters.without(text) }),
          element('span', { class: 'quiet', text: words.papers(papers) }),
        );
      }
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

/** Of what is written: what the papers have there instead. */
function whyNone({ columns }: ExplorerState, written: WrittenFilter | null, ways: number): string {
  const { filters } = words;
  const otherwise = ways > 0 ? filters.loosen : filters.noneAlone;
  const name = written?.column ?? null;
  if (columns === null || name === null || !Object.hasOwn(filters.lacking, name)) return otherwise;
  const column = columns.find((each) => each.name === name && !each.isExtra);
  if (column === undefined) return filters.lacking[name as keyof typeof filters.lacking];
  if (name !== 'year' || column.range === null) return otherwise;
  return filters.theseAreOf(column.range);
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
