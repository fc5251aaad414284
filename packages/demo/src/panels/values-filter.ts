import { element } from '../elements.ts';
import type { FilterableColumn } from '../state/filterable.ts';
import { filterOfKey } from '../state/filters.ts';
import { words } from '../words.ts';
import { columnName } from './filter-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

type ValuesColumn = Extract<FilterableColumn, { kind: 'values' }>;

/** So many values are seen at once; the others come as one types. */
const MAX_SHOWN = 6;
const MAX_TEXT = 120;

/** Values of a column with how many papers have them; one types to find others. */
export function createValuesFilter({ dispatch }: PanelContext, column: ValuesColumn): Panel {
  const { key, description } = column;
  const name = columnName(key);
  const input = element('input', {
    class: 'values-input',
    attributes: {
      type: 'text',
      'aria-label': words.filters.find(name),
      placeholder: words.filters.findAmong(description.distinct),
      autocomplete: 'off',
      spellcheck: 'false',
      dir: 'auto',
    },
  });
  const list = element('ul', { class: 'values' });
  const more = element('p', { class: 'quiet', attributes: { role: 'status' } });
  const shown = element('span', { class: 'filter-state' });
  const details = element(
    'details',
    { class: 'filter' },
    element(
      'summary',
      { class: 'filter-head' },
      element('span', { class: 'filter-name', foreign: name }),
      shown,
    ),
    ...(description.distinct > MAX_SHOWN ? [input] : []),
    list,
    more,
  );
  let chosen: readonly string[] = [];

  function showValues(): void {
    const typed = fold(input.value);
    const all = description.values.map(({ value, papers }) => ({ value: String(value), papers }));
    const found = all.filter(({ value }) => typed === '' || fold(value).includes(typed));
    // What is chosen stands first, whatever is typed.
    const first = all.filter(({ value }) => chosen.includes(value));
    const rest = found.filter(({ value }) => !chosen.includes(value)).slice(0, MAX_SHOWN);
    const focused = (document.activeElement as HTMLElement | null)?.dataset['value'];
    list.replaceChildren(...[...first, ...rest].map(createValue));
    more.textContent = words.filters.more(found.length - rest.length - first.length, found.length);
    if (focused !== undefined)
      [...list.querySelectorAll('input')].find(({ dataset }) => dataset['value'] === focused)?.focus();
  }

  function createValue({ value, papers }: { value: string; papers: number }): HTMLElement {
    const box = element('input', { attributes: { type: 'checkbox', 'data-value': value } });
    box.checked = chosen.includes(value);
    box.onchange = () => {
      const values = box.checked ? [...chosen, value] : chosen.filter((other) => other !== value);
      dispatch({ type: 'filter-changed', filter: { key, values, range: null } });
    };
    return element(
      'li',
      {},
      element(
        'label',
        { class: 'value' },
        box,
        element('span', { class: 'value-name', foreign: value.slice(0, MAX_TEXT) }),
        element('span', { class: 'value-count', text: words.filters.count(papers) }),
      ),
    );
  }

  input.oninput = showValues;
  const render = whenChanged(
    ({ filters }) => [filterOfKey(filters, key).values.join('\n')],
    ({ filters }) => {
      chosen = filterOfKey(filters, key).values;
      shown.textContent = chosen.length === 0 ? '' : words.filters.chosen(chosen.length);
      showValues();
    },
  );
  return { node: details, update: render, destroy: () => details.remove() };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
