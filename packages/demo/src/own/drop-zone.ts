import { element } from '../elements.ts';
import { type Panel, whenChanged } from '../panels/panel.ts';
import { isReadingListShown } from '../state/stars.ts';
import { words } from '../words.ts';

/** The whole page takes files; while some are held over it, it says so. */
export function createDropZone(add: (files: readonly File[]) => void): Panel {
  const text = element('p');
  const node = element('div', { class: 'drop-zone', attributes: { 'aria-hidden': 'true' } }, text);
  node.hidden = true;
  const listening = new AbortController();
  const { signal } = listening;
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
  addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      node.hidden = false;
    },
    { signal },
  );
  addEventListener(
    'dragleave',
    (event) => {
      // Only when it leaves the window: within it, it goes from one element to the next.
      if (event.relatedTarget === null) node.hidden = true;
    },
    { signal },
  );
  addEventListener(
    'drop',
    (event) => {
      node.hidden = true;
      if (!hasFiles(event)) return;
      event.preventDefault();
      add([...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );
  return {
    node,
    update: whenChanged(
      (state) => [isReadingListShown(state)],
      (state) => {
        const papers = state.isOneFile ? words.oneFile.drop : words.own.drop;
        text.textContent = isReadingListShown(state) ? words.stars.drop : papers;
      },
    ),
    destroy() {
      listening.abort();
      node.remove();
    },
  };
}
