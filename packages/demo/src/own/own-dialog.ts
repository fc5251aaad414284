import type { Paper } from 'paper-atlas';
import { element, icon } from '../elements.ts';
import { type Panel, type PanelContext, whenChanged } from '../panels/panel.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createFoundReport } from './found-report.ts';
import { createKeptList } from './kept-list.ts';
import { ownPath } from './own-address.ts';
import type { OwnWork } from './own-state.ts';
import { createWorkProgress } from './work-progress.ts';
import type { Workshop } from './workshop.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';

export interface OwnDialogOptions {
  /** What else one can do with papers that were read, when an atlas is open: find them on its map. */
  readonly onFind?: ((papers: readonly Paper[]) => void) | undefined;
}

/** The panel for papers of one's own: choose, decide about what was read, watch, and what this browser keeps. */
export function createOwnDialog(
  { dispatch }: PanelContext,
  workshop: Workshop,
  { onFind }: OwnDialogOptions = {},
): Panel {
  const close = () => {
    if (node.dataset['phase'] === 'read' || node.dataset['phase'] === 'reading') workshop.cancel();
    dispatch({ type: 'own-toggled', isOpen: false });
  };
  const input = element('input', {
    class: 'unseen',
    attributes: {
      type: 'file',
      multiple: '',
      accept: '.txt,.json,.jsonl,.ndjson,.csv,.tsv,.bib,.bibtex,.ris,.gz,.zip',
      'aria-label': words.own.choose,
      tabindex: '-1',
    },
  });
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    void workshop.add(files);
  };
  const body = element('div', { class: 'own-body' });
  const node = element(
    'dialog',
    { class: 'help own', attributes: { 'aria-labelledby': 'own-title' } },
    element(
      'button',
      { class: 'icon-button help-close', attributes: { 'aria-label': words.own.close }, onClick: close },
      icon(CROSS),
    ),
    element('h2', { text: words.own.title, attributes: { id: 'own-title', tabindex: '-1' } }),
    input,
    body,
  );
  node.onclose = close;
  node.onclick = (event) => {
    if (event.target === node) close();
  };
  const button = (kind: string, text: string, onClick: () => void) =>
    element('button', { class: kind, text, onClick });
  const chooser = (text: string) => button('action', text, () => input.click());

  function partsOf(state: ExplorerState): HTMLElement[] {
    const { work, shown } = state.own;
    const decided = partsOfWork(work, state);
    if (decided !== null) return decided;
    return [
      element('p', { text: words.own.lead }),
      element('p', { class: 'quiet', text: words.own.formats }),
      element('div', { class: 'own-buttons' }, chooser(words.own.choose)),
      createKeptList(state.own, workshop),
      ...(shown === null
        ? []
        : [
            element(
              'p',
              {},
              element('a', {
                text: words.own.back,
                attributes: { href: ownPath(location.pathname, null) },
              }),
            ),
          ]),
    ];
  }

  function partsOfWork(work: OwnWork, state: ExplorerState): HTMLElement[] | null {
    const cancel = button('plain-button', words.own.cancel, workshop.cancel);
    switch (work.phase) {
      case 'none':
        return null;
      case 'reading':
        return [
          element('p', { foreign: words.own.reading(work.name) }),
          element('progress', {
            attributes: { value: String(work.share), max: '1', 'aria-label': words.own.reading(work.name) },
          }),
          element('div', { class: 'own-buttons' }, cancel),
        ];
      case 'opening':
        return [element('p', { class: 'pulse', foreign: words.own.opening(work.name) })];
      case 'making':
        return [createWorkProgress(work), element('div', { class: 'own-buttons' }, cancel)];
      case 'failed':
        return [
          element('h3', { foreign: words.own.failed(work.name) }),
          element('p', { foreign: work.error.message, attributes: { role: 'alert' } }),
          element('div', { class: 'own-buttons' }, chooser(words.own.another), cancel),
        ];
      case 'read': {
        const { count, report } = work.found;
        const make = button(
          'action',
          words.own.make(count, report.rejected.count),
          () => void workshop.make(),
        );
        const find = button('plain-button', words.own.find, () => {
          void workshop.papers().then((papers) => {
            workshop.cancel();
            dispatch({ type: 'own-toggled', isOpen: false });
            onFind?.(papers);
          });
        });
        return [
          element('p', { class: 'quiet', foreign: work.name }),
          createFoundReport(work.found),
          element(
            'div',
            { class: 'own-buttons' },
            count > 0 ? make : chooser(words.own.another),
            count > 0 && onFind !== undefined && openAtlasOf(state)?.map != null && find,
            cancel,
          ),
        ];
      }
    }
  }

  const render = whenChanged(
    ({ own, atlas }) => [own, atlas],
    (state) => {
      const { isOpen, work } = state.own;
      const isAnother = node.dataset['phase'] !== work.phase;
      node.dataset['phase'] = work.phase;
      if (isOpen) {
        const hadFocus = body.contains(document.activeElement);
        body.replaceChildren(...partsOf(state));
        if (!node.open) node.showModal();
        if (isAnother || hadFocus) node.querySelector('h2')?.focus();
      } else if (node.open) node.close();
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
