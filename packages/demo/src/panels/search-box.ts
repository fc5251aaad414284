import { element, icon } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import { isAsking } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import { MAX_QUERY } from '../state/url.ts';
import { words } from '../words.ts';
import { createAskHelp } from './ask-help.ts';
import { createModeSwitch } from './mode-switch.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createQueryNotes } from './query-notes.ts';
import { createSaveMenu } from './save-menu.ts';
import { SAVED_ANSWER } from './saved-lists.ts';

const GLASS = 'M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.5 15.5L20 20';
const CROSS = 'M6 6L18 18M18 6L6 18';

/** The box where one asks, and the line below it: how the answer was found, how many, how long, and how far the model is. */
export function createSearchBox(context: PanelContext): Panel & { readonly input: HTMLInputElement } {
  const { dispatch } = context;
  const input = element('input', {
    class: 'search-input',
    attributes: {
      type: 'search',
      id: 'query',
      'aria-label': words.search.label,
      placeholder: words.search.placeholder,
      autocomplete: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      maxlength: String(MAX_QUERY),
      dir: 'auto',
    },
  });
  const clear = element(
    'button',
    {
      class: 'icon-button search-clear',
      attributes: { 'aria-label': words.search.clear },
      onClick: () => {
        dispatch({ type: 'query-typed', query: '' });
        input.focus();
      },
    },
    icon(CROSS),
  );
  const mode = createModeSwitch(context);
  const notes = createQueryNotes();
  const help = createAskHelp(context);
  const save = createSaveMenu(context, SAVED_ANSWER);
  const loading = element('span', { class: 'search-loading' });
  const count = element('span', { class: 'search-count' });
  const took = element('span', { class: 'search-took' });
  const bar = element('progress', {
    class: 'search-progress',
    attributes: { 'aria-label': words.model.starting },
  });
  const node = element(
    'form',
    { class: 'search', attributes: { role: 'search' } },
    element('div', { class: 'search-field' }, icon(GLASS), input, clear),
    mode.node,
    element(
      'div',
      { class: 'search-foot' },
      element('p', { class: 'search-line', attributes: { role: 'status' } }, loading, count, took),
      save.button,
    ),
    save.node,
    notes.node,
    help.node,
    bar,
  );
  node.onsubmit = (event) => event.preventDefault();
  input.oninput = () => dispatch({ type: 'query-typed', query: input.value });

  const updateQuery = whenChanged(
    ({ query }) => [query],
    ({ query }) => {
      // While one types the field is ahead: only what came from elsewhere is written into it.
      if (input.value !== query) input.value = query;
      clear.hidden = query === '';
    },
  );
  const updateLine = whenChanged(
    (state) => [state.answer, state.meaning, isAsking(state), state.searchError],
    (state) => {
      count.textContent = countLine(state);
      took.textContent = tookLine(state);
      showLoading(state, loading, bar);
    },
  );
  return {
    node,
    input,
    update(state) {
      updateQuery(state);
      updateLine(state);
      for (const part of [mode, notes, help, save]) part.update(state);
    },
    destroy: () => node.remove(),
  };
}

function countLine(state: ExplorerState): string {
  const { answer, searchError } = state;
  if (searchError !== null) return words.search.failed;
  if (!isAsking(state)) return '';
  if (answer === null) return words.search.busy;
  const { weakBy, total } = answer;
  // By words every paper of the list has one of them; among few papers nobody knows what is close.
  if (weakBy !== 'closeness' || total === 0) return words.papers(total);
  return words.search.close(countClose(answer), total);
}

function tookLine(state: ExplorerState): string {
  const { answer, searchError } = state;
  const isShown = searchError === null && answer !== null && isAsking(state);
  return isShown ? words.search.took(answer.milliseconds) : '';
}

function showLoading(state: ExplorerState, line: HTMLElement, bar: HTMLProgressElement): void {
  const { meaning } = state;
  bar.hidden = meaning.phase !== 'loading' && meaning.phase !== 'starting';
  const isAsked = isAsking(state);
  line.hidden = isAsked;
  if (meaning.phase === 'loading') line.textContent = words.model.loading(meaning.done, meaning.total);
  else if (meaning.phase === 'starting') line.textContent = words.model.starting;
  else if (meaning.phase === 'ready') line.textContent = words.model.ready;
  else if (meaning.phase === 'failed')
    line.textContent = state.isOneFile ? words.oneFile.searches : words.model.wordsOnly;
  else line.textContent = '';
  if (meaning.phase === 'loading' && meaning.total > 0) {
    bar.max = meaning.total;
    bar.value = meaning.done;
  } else bar.removeAttribute('value');
}
