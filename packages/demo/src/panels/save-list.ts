import type { PaperExportFormat } from 'paper-atlas';
import { element } from '../elements.ts';
import type { Saving } from '../state/saving.ts';
import { words } from '../words.ts';
import type { PanelContext } from './panel.ts';

/** What reference managers, tables and programs read. */
const FORMATS = ['bibtex', 'ris', 'csv', 'json'] as const satisfies readonly PaperExportFormat[];

/** Buttons that give a list to the reader as a file. */
export function createSaveList(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  { what, ids }: Omit<Saving, 'format'>,
): HTMLElement {
  return element(
    'div',
    { class: 'save-list', attributes: { role: 'group', 'aria-label': words.save.label(ids.length) } },
    element('span', { class: 'quiet', text: words.save.label(ids.length) }),
    ...FORMATS.map((format) =>
      element('button', {
        class: 'chip',
        text: words.save.formats[format],
        attributes: { 'aria-label': words.save.as(ids.length, words.save.formats[format]) },
        onClick: () => dispatch({ type: 'list-saved', saving: { what, ids, format } }),
      }),
    ),
  );
}
