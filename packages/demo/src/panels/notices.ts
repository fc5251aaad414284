import { element } from '../elements.ts';
import type { PlainError } from '../search/plain-error.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, whenChanged } from './panel.ts';

interface Notice {
  readonly title: string;
  readonly works: string;
  readonly detail: string;
}

/** An error's own message, with its paths and addresses: folded, for those who want to know. */
export function createDetails(message: string): HTMLElement {
  return element(
    'details',
    {},
    element('summary', { text: words.failure.details }),
    element('p', { foreign: message }),
  );
}

/** What is wrong with which file, and what works all the same; at the top of the column, each once. */
export function createNotices(): Panel {
  const node = element('div', { class: 'notices' });
  const render = whenChanged(
    ({ atlas, meaning }) => [atlas, meaning],
    (state) => {
      node.replaceChildren(
        ...noticesOf(state).map(({ title, works, detail }) =>
          element(
            'div',
            { class: 'notice', attributes: { role: 'alert' } },
            element('strong', { foreign: title }),
            element('p', { foreign: works }),
            createDetails(detail),
          ),
        ),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

/** All notices of a state: pure. */
export function noticesOf(state: ExplorerState): Notice[] {
  const atlas = openAtlasOf(state);
  const notices = (atlas?.problems ?? []).map((error) => ({
    title: words.failure.part(fileOf(error) ?? error.code),
    works: whatWorks(atlas!, fileOf(error) ?? ''),
    detail: error.message,
  }));
  const { meaning } = state;
  if (meaning.phase !== 'failed' || meaning.part === 'no-model') return notices;
  const { part, error } = meaning;
  // The same broken file may stand there already.
  const others = notices.filter(({ detail }) => detail !== error.message);
  const file = fileOf(error);
  const title = words.model.missing;
  const works = part === 'vectors' ? words.model.noVectors : whyNoModel(atlas, error, file);
  return [
    ...others,
    {
      title: part === 'vectors' && file !== null ? words.failure.part(file) : title,
      works,
      detail: error.message,
    },
  ];
}

function whyNoModel(atlas: OpenedAtlas | null, { code }: PlainError, file: string | null): string {
  if (code === 'MODEL_NOT_FOUND') return words.model.missingModel(file ?? atlas?.model.id ?? '');
  return code === 'MODEL_MISMATCH' ? words.model.otherModel(atlas?.model.id ?? '') : words.model.damagedModel;
}

function whatWorks({ graph }: OpenedAtlas, file: string): string {
  const { stillWorks } = words.failure;
  if (/\/(regions|membership)-/.test(file)) return stillWorks.regions;
  if (/\/neighbor/.test(file)) return graph === null ? stillWorks.graph : stillWorks.graphMade;
  if (/\/projection-/.test(file)) return graph === null ? stillWorks.noMap : stillWorks.map;
  return stillWorks.other;
}

/** The file that an error is about, as its details say. */
export function fileOf({ details }: PlainError): string | null {
  const file = details['file'];
  return typeof file === 'string' ? file : null;
}
