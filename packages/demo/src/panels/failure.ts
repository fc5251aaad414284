import { element } from '../elements.ts';
import { ownIdOf, ownUrl } from '../own/own-address.ts';
import type { PlainError } from '../search/plain-error.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createDetails, fileOf } from './notices.ts';
import { type Panel, whenChanged } from './panel.ts';

/** What stands in the middle where the map would be: still loading, being drawn, or why there is none. */
export function createFailure(reload: () => void, openOwn: () => void): Panel {
  const node = element('div', { class: 'stage-card', attributes: { role: 'status' } });
  const render = whenChanged(
    ({ atlas, making }) => [atlas, making],
    (state) => {
      const parts = partsOf(state);
      node.hidden = parts.length === 0;
      node.classList.toggle('is-failure', state.atlas.phase === 'failed');
      node.replaceChildren(...parts);
    },
  );

  function partsOf(state: ExplorerState): HTMLElement[] {
    if (state.atlas.phase === 'loading' && state.atlas.map !== null) return [];
    if (state.atlas.phase === 'loading') return [element('p', { class: 'pulse', text: words.loading })];
    if (state.atlas.phase === 'failed')
      return (state.isOneFile ? fileParts : failureParts)(state.atlas.error);
    if (openAtlasOf(state)?.map !== null) return [];
    if (state.making.phase === 'making') {
      const { done, total } = state.making;
      return [element('p', { class: 'pulse', text: words.map.making(total > 0 ? done / total : 0) })];
    }
    return [element('h2', { text: words.map.none }), element('p', { text: words.map.noneWhy })];
  }

  function failureParts(error: PlainError): HTMLElement[] {
    const file = fileOf(error);
    if (error.code === 'ATLAS_NOT_FOUND' && ownIdOf(location.href) !== null) return ownMissingParts();
    return [
      element('h1', { text: titleOf(error) }),
      ...(error.code === 'ATLAS_NOT_FOUND' ? [element('p', { text: words.failure.noAtlasDo })] : []),
      ...(file === null
        ? []
        : [element('p', { class: 'stage-file', foreign: `${words.failure.file}: ${file}` })]),
      ...(error.code === 'ATLAS_DAMAGED' ? [element('p', { text: words.failure.damagedDo })] : []),
      // With the file named, the message says it once more, by its whole address.
      file === null || error.code === 'ATLAS_UNSUPPORTED'
        ? element('p', { class: 'quiet', foreign: error.message })
        : createDetails(error.message),
      element('button', { class: 'action', text: words.failure.retry, onClick: reload }),
      element('button', { class: 'plain-button', text: words.own.menu, onClick: openOwn }),
    ];
  }

  /** Of the page that holds its atlas: there is no other place to look at. */
  function fileParts({ message }: PlainError): HTMLElement[] {
    return [
      element('h1', { text: words.oneFile.damaged }),
      element('p', { text: words.oneFile.damagedDo }),
      createDetails(message),
      element('button', { class: 'action', text: words.failure.retry, onClick: reload }),
    ];
  }

  function ownMissingParts(): HTMLElement[] {
    return [
      element('h1', { text: words.own.missing }),
      element('p', { text: words.own.missingWhy }),
      element('a', {
        class: 'action',
        text: words.own.back,
        attributes: { href: ownUrl(location.href, null) },
      }),
      element('button', { class: 'plain-button', text: words.own.menu, onClick: openOwn }),
    ];
  }

  return { node, update: render, destroy: () => node.remove() };
}

function titleOf({ code }: PlainError): string {
  if (code === 'ATLAS_NOT_FOUND') return words.failure.noAtlas;
  if (code === 'ATLAS_DAMAGED') return words.failure.damaged;
  if (code === 'ATLAS_UNSUPPORTED') return words.failure.unsupported;
  return code === 'INPUT_UNREADABLE' ? words.failure.unreadable : words.failure.other;
}
