import { element, icon } from '../elements.ts';
import { type Panel, type PanelContext, whenChanged } from '../panels/panel.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createFoundReport } from './found-report.ts';
import { createKeptList } from './kept-list.ts';
import { ownUrl } from './own-address.ts';
import type { OwnPapers } from './own-papers.ts';
import { type AtlasBefore, busyWorkOf, type OwnState } from './own-state.ts';
import { isSame } from './paper-difference.ts';
import { createUnfinishedList } from './unfinished-list.ts';
import { createWorkProgress } from './work-progress.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';
const ENDINGS = '.txt,.json,.jsonl,.ndjson,.csv,.tsv,.bib,.bibtex,.ris,.gz,.zip';

/** The panel for papers of one's own: choose, watch, decide about what was read, and what this browser keeps. */
export function createOwnDialog({ dispatch }: PanelContext, { workshop, shelf }: OwnPapers): Panel {
  let phase: OwnState['work']['phase'] = 'none';
  const close = () => {
    // Nobody sees any more what was read, or is being read.
    if (phase === 'read' || phase === 'reading') workshop.cancel();
    dispatch({ type: 'own-toggled', isOpen: false });
  };
  const input = element('input', { attributes: { type: 'file', multiple: '', accept: ENDINGS } });
  input.hidden = true;
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    void workshop.add(files);
  };
  const progress = createWorkProgress();
  const body = element('div', { class: 'own-body' });
  const title = element('h2', { attributes: { id: 'own-title', tabindex: '-1' } });
  const node = element(
    'dialog',
    { class: 'dialog own', attributes: { 'aria-labelledby': 'own-title' } },
    element(
      'button',
      { class: 'icon-button dialog-close', attributes: { 'aria-label': words.own.close }, onClick: close },
      icon(CROSS),
    ),
    title,
    input,
    body,
  );
  node.onclose = close;
  node.onclick = (event) => {
    if (event.target === node) close();
  };

  const button = (kind: 'action' | 'plain-button', text: string, onClick: () => void) =>
    element('button', { class: kind, text, onClick });
  const chooser = (text: string) => button('action', text, () => input.click());
  const buttons = (...children: HTMLElement[]) => element('div', { class: 'own-buttons' }, ...children);

  function partsOf({ own, atlas, isOneFile }: ExplorerState): HTMLElement[] {
    const { work } = own;
    const isAtlasOpen = atlas.phase === 'open';
    const cancel = button('plain-button', words.own.cancel, workshop.cancel);
    switch (work.phase) {
      case 'none':
        if (isOneFile) return createBeginning(words.oneFile, words.own.choose);
        return [
          ...createGone(own),
          ...createBeginning(words.own, own.kept?.length ? words.own.chooseMore : words.own.choose),
          ...createUnfinishedList(own, { workshop, shelf }),
          createKeptList(own, { workshop, shelf }),
          ...createWayBack(own),
        ];
      case 'read': {
        const { count, report } = work.found;
        const make = () => void workshop.make(false);
        const isFirst = work.before === null;
        return [
          element('p', { class: 'quiet', foreign: work.name }),
          createFoundReport(work.found),
          ...createBefore(work.before),
          buttons(
            ...(count === 0 ? [chooser(words.own.another)] : []),
            ...(count > 0 && !isOneFile
              ? [
                  ...createNext(work.before),
                  isFirst
                    ? button('action', words.own.make(count, report.rejected.count), make)
                    : button('plain-button', words.own.makeNew, make),
                ]
              : []),
            ...(count > 0 && isAtlasOpen
              ? [button(isOneFile ? 'action' : 'plain-button', words.cover.show, () => void workshop.cover())]
              : []),
            cancel,
          ),
        ];
      }
      case 'failed':
        return [
          element('h3', {
            foreign: words.own.failed[work.during](work.name),
            attributes: { tabindex: '-1' },
          }),
          element('p', { foreign: work.error.message, attributes: { role: 'alert' } }),
          buttons(chooser(words.own.another), cancel),
        ];
      default:
        return [progress.node, buttons(cancel)];
    }
  }

  const createBeginning = (
    { lead, formats }: { readonly lead: string; readonly formats: string },
    choose: string,
  ) => [
    element('p', { text: lead }),
    element('p', { class: 'quiet', text: formats }),
    buttons(chooser(choose)),
  ];

  /** The kept atlas that the papers go on with: it is the one to be opened where nothing has changed. */
  const createNext = (before: AtlasBefore | null): HTMLElement[] => {
    if (before === null) return [];
    const { id, name } = before.atlas;
    return [
      isSame(before.difference)
        ? button('action', words.own.openOf(name), () => void workshop.open(id))
        : button('action', words.own.update(name), () => void workshop.make(true)),
    ];
  };

  /** While progress is told the buttons stay the same ones: they may have the focus. */
  const renderBody = whenChanged(
    ({ own }) => [
      own.isOpen,
      busyWorkOf(own) === null ? own.work : 'busy',
      own.kept,
      own.unfinished,
      own.keepError,
      own.shown,
    ],
    (state) => {
      const { own, isOneFile } = state;
      title.textContent = isOneFile ? words.oneFile.bibliography : words.own.title;
      if (!own.isOpen) return node.open ? node.close() : undefined;
      const isHere = !node.open || body.contains(document.activeElement);
      body.replaceChildren(...partsOf(state));
      if (!node.open) node.showModal();
      if (isHere) (body.querySelector<HTMLElement>('[tabindex="-1"]') ?? title).focus();
    },
  );
  return {
    node,
    update(state) {
      phase = state.own.work.phase;
      const busy = busyWorkOf(state.own);
      if (busy !== null) progress.update(busy);
      renderBody(state);
    },
    destroy: () => node.remove(),
  };
}

/** What is other than in the kept atlas of the same name. */
function createBefore(before: AtlasBefore | null): HTMLElement[] {
  if (before === null) return [];
  const { atlas, difference } = before;
  return [element('p', { foreign: words.own.updateLine(atlas.name, atlas.made, difference) })];
}

/** The atlas on the map was removed: it is seen as long as the page is open. */
function createGone({ shown, kept, keepError }: OwnState): HTMLElement[] {
  if (shown === null || kept === null || keepError !== null) return [];
  if (kept.some(({ id }) => id === shown.id)) return [];
  return [
    element(
      'div',
      { class: 'notice', attributes: { role: 'status' } },
      element('strong', { foreign: words.own.gone(shown.name) }),
      element('p', { text: words.own.goneWhy }),
    ),
  ];
}

function createWayBack({ shown }: OwnState): HTMLElement[] {
  if (shown === null) return [];
  const link = element('a', {
    text: words.own.back,
    attributes: { href: ownUrl(location.href, null) },
  });
  return [element('p', {}, link)];
}
