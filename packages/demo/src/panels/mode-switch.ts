import { SEARCH_MODES, type SearchMode } from 'paper-atlas';
import { element } from '../elements.ts';
import { answerableMode } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** By what the list is ranked: shown while something is asked. What needs the model waits for it. */
export function createModeSwitch({ dispatch }: PanelContext): Panel {
  const choices = SEARCH_MODES.map((mode) =>
    createChoice(mode, () => dispatch({ type: 'mode-chosen', mode })),
  );
  const note = element('span', { class: 'mode-note' });
  const node = element(
    'div',
    { class: 'mode' },
    element(
      'div',
      { class: 'mode-choices', attributes: { role: 'radiogroup', 'aria-label': words.mode.label } },
      ...choices.map(({ node: choice }) => choice),
    ),
    note,
  );
  const render = whenChanged(
    (state) => [state.query.trim() === '', state.mode, state.meaning.phase, state.answer?.heat == null],
    (state) => {
      // Filters alone rank nothing.
      node.hidden = state.query.trim() === '' && state.answer?.heat == null;
      const shown = answerableMode(state);
      // Without words, papers are compared: their vectors are all that it takes.
      const isReady = state.meaning.phase === 'ready' || state.query.trim() === '';
      for (const { mode, input } of choices) {
        input.checked = mode === shown;
        input.disabled = mode !== 'keyword' && !isReady;
      }
      note.textContent = noteOf(state);
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

function createChoice(mode: SearchMode, onChoose: () => void) {
  const input = element('input', {
    class: 'mode-input',
    attributes: { type: 'radio', name: 'mode', value: mode },
  });
  input.onchange = onChoose;
  const node = element(
    'label',
    { class: 'mode-choice', attributes: { title: words.mode.why[mode] } },
    input,
    element('span', { text: words.mode[mode] }),
  );
  return { mode, input, node };
}

function noteOf({ meaning: { phase }, isOneFile }: ExplorerState): string {
  if (phase === 'ready') return '';
  if (phase !== 'failed') return words.model.soon;
  return isOneFile ? words.oneFile.short : words.model.missingShort;
}
