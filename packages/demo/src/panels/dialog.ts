import { element, icon } from '../elements.ts';
import type { ExplorerState } from '../state/state.ts';
import { whenChanged } from './panel.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';

interface DialogOptions {
  readonly class: string;
  /** Id of the heading that names it. */
  readonly titleId: string;
  /** What its cross is called. */
  readonly closeLabel: string;
  /** Called however it is closed: by the cross, by Esc, by a click beside it. */
  readonly close: () => void;
}

/** A window over everything else, with a cross: the focus stays in it while it is open, and returns where it was. */
export function createDialog(
  { class: name, titleId, closeLabel, close }: DialogOptions,
  ...children: readonly HTMLElement[]
): HTMLDialogElement {
  const node = element(
    'dialog',
    { class: `dialog ${name}`, attributes: { 'aria-labelledby': titleId } },
    element(
      'button',
      { class: 'icon-button dialog-close', attributes: { 'aria-label': closeLabel }, onClick: close },
      icon(CROSS),
    ),
    ...children,
  );
  node.onclose = close;
  // Of Esc the state knows at once, since the event of closing comes late: the next Esc is for what lies below.
  node.oncancel = (event) => {
    // A choice of files that is given up says so too.
    if (event.target !== node) return;
    event.preventDefault();
    close();
  };
  node.onclick = (event) => {
    if (event.target === node) close();
  };
  return node;
}

/**
 * Opens and closes it as the state says, when the state says something else: one that Esc has closed is closed before the
 * state knows of it, and is not to be opened again meanwhile.
 */
export function showDialog(
  node: HTMLDialogElement,
  isOpen: (state: ExplorerState) => boolean,
): (state: ExplorerState) => void {
  return whenChanged(
    (state) => [isOpen(state)],
    (state) => {
      if (isOpen(state) && !node.open) node.showModal();
      if (!isOpen(state) && node.open) node.close();
    },
  );
}
