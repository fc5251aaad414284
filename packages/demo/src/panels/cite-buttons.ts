import { element } from '../elements.ts';
import { selectedRow } from '../state/papers.ts';
import { recordOf } from '../state/records.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const FORMATS = ['plain', 'bibtex'] as const;

/** Copies a citation of the open paper; what the clipboard does not take is shown and selected. */
export function createCiteButtons({ dispatch }: Pick<PanelContext, 'dispatch'>): Panel {
  let id = '';
  const buttons = FORMATS.map((as) =>
    element('button', {
      class: 'judge cite',
      text: words.done.cite[as],
      onClick: () => dispatch({ type: 'citation-asked', id, as }),
    }),
  );
  const byHand = element('div', { class: 'cite-text' });
  const node = element(
    'div',
    { class: 'judges cites', attributes: { role: 'group', 'aria-label': words.done.cite.label } },
    ...buttons,
    byHand,
  );
  const renderButtons = whenChanged(
    (state) => [state.selected, recordOf(state, selectedRow(state) ?? -1) === null],
    (state) => {
      id = state.selected ?? '';
      const isComing = recordOf(state, selectedRow(state) ?? -1) === null;
      for (const button of buttons) button.disabled = isComing;
    },
  );
  const renderText = whenChanged(
    ({ citation }) => [citation?.text ?? null],
    ({ citation }) => {
      byHand.replaceChildren();
      if (citation === null || citation.text === null) return;
      const field = element('textarea', {
        class: 'foreign',
        attributes: { readonly: '', rows: '4', dir: 'auto', 'aria-label': words.done.cite.text },
      });
      field.value = citation.text;
      byHand.append(
        element('p', { class: 'quiet', text: words.done.cite.byHand, attributes: { role: 'alert' } }),
        field,
      );
      field.focus();
      field.select();
    },
  );
  return {
    node,
    update(state) {
      renderButtons(state);
      renderText(state);
    },
    destroy: () => node.remove(),
  };
}
