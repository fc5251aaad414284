import { element } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { Answer, ExplorerState, OpenedAtlas } from '../state/state.ts';
import { words } from '../words.ts';
import { createHit, type HitEntry } from './hit.ts';
import { createDetails } from './notices.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createSaveList } from './save-list.ts';
import { createSeenRows } from './seen-rows.ts';

/** Papers of the list that are put on the page. */
const LIST_LENGTH = 50;

/** The ranked list, with a line where its matches become weak. */
export function createHitList(context: PanelContext): Panel {
  const node = element('div', { class: 'hits-panel' });
  const seen = createSeenRows((rows) => context.dispatch({ type: 'hits-seen', rows }));
  let hits: readonly HitEntry[] = [];

  const render = whenChanged(
    ({ answer, atlas, meaning, searchError }) => [answer, atlas, meaning.phase, searchError],
    (state) => {
      const atlas = openAtlasOf(state);
      const { answer } = state;
      hits = [];
      if (atlas === null || answer === null) node.replaceChildren(...errorOf(state));
      else if (answer.rows.length === 0) node.replaceChildren(...errorOf(state), nothingFound(state, answer));
      else {
        node.replaceChildren(...errorOf(state), ...createList(atlas, answer));
        for (const hit of hits) hit.update(state);
        node.scrollTop = 0;
      }
      seen.watch(hits);
    },
  );

  function createList(atlas: OpenedAtlas, answer: Answer): HTMLElement[] {
    const shown = Math.min(LIST_LENGTH, answer.rows.length);
    hits = Array.from({ length: shown }, (_, at) =>
      createHit(context, atlas.papers[answer.rows[at]!]!, answer, at),
    );
    const list = element('ol', {
      class: 'hits',
      attributes: { 'aria-label': words.search.list, 'data-list': '' },
    });
    for (const [at, hit] of hits.entries()) {
      if (at + 1 === answer.weakFrom) list.append(weakLine(answer));
      list.append(hit.node);
    }
    // What is close; where nothing tells what is, all that is shown.
    const close = countClose(answer);
    const kept = Array.from(answer.rows.subarray(0, close > 0 && answer.weakBy !== null ? close : shown));
    const save = createSaveList(
      context,
      kept.map((row) => atlas.papers[row]!.id),
    );
    if (answer.total <= shown) return [list, save];
    return [list, element('p', { class: 'quiet', text: words.search.more(shown, answer.total) }), save];
  }

  const explain = whenChanged(
    ({ explanations, answer, records, atlas }) => [explanations, answer, records, atlas],
    (state) => {
      for (const hit of hits) hit.update(state);
    },
  );
  return {
    node,
    update(state) {
      render(state);
      explain(state);
    },
    destroy() {
      seen.destroy();
      node.remove();
    },
  };
}

function weakLine(answer: Answer): HTMLElement {
  const { onlyWeak, weakBelow } = words.search;
  const text = (answer.weakFrom === 1 ? onlyWeak : weakBelow)[answer.weakBy ?? 'closeness'];
  return element('li', { class: 'weak-line' }, element('span', { text }));
}

function nothingFound(state: ExplorerState, { query }: Answer): HTMLElement {
  return element(
    'div',
    { class: 'empty' },
    element('p', { foreign: words.search.noWords(query.length > 80 ? `${query.slice(0, 80)}…` : query) }),
    element('p', {
      class: 'quiet',
      text: isComing(state) ? words.search.noWordsYet : words.search.noWordsEver,
    }),
  );
}

function isComing({ meaning }: ExplorerState): boolean {
  return meaning.phase !== 'ready' && meaning.phase !== 'failed';
}

function errorOf({ searchError }: ExplorerState): HTMLElement[] {
  if (searchError === null) return [];
  return [
    element(
      'div',
      { class: 'notice', attributes: { role: 'alert' } },
      element('strong', { text: words.search.failed }),
      createDetails(searchError.message),
    ),
  ];
}
