import { element } from '../elements.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import { type Answer, type ExplorerState, LIST_STEP } from '../state/state.ts';
import { words } from '../words.ts';
import { createHit, type HitEntry } from './hit.ts';
import { createDetails } from './notices.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createSeenRows } from './seen-rows.ts';
import { createWeakLine } from './weak-line.ts';

/** The ranked list, with a line where its matches become weak. */
export function createHitList(context: PanelContext): Panel {
  const node = element('div', { class: 'hits-panel' });
  const seen = createSeenRows((rows) => context.dispatch({ type: 'hits-seen', rows }));
  let hits: readonly HitEntry[] = [];
  let list = element('ol');

  const render = whenChanged(
    ({ answer, atlas, meaning, searchError, calibration }) => [
      ...[answer, atlas, meaning.phase, searchError],
      calibration,
    ],
    (state) => {
      const atlas = openAtlasOf(state);
      const { answer } = state;
      hits = [];
      if (atlas === null || answer === null) node.replaceChildren(...errorOf(state));
      else if (answer.rows.length === 0) node.replaceChildren(...errorOf(state), nothingFound(state, answer));
      else {
        node.replaceChildren(...errorOf(state), ...createList(state, atlas, answer));
        for (const hit of hits) hit.update(state);
      }
      seen.watch(hits);
    },
  );

  function createList(state: ExplorerState, atlas: OpenedAtlas, answer: Answer): HTMLElement[] {
    list = element('ol', {
      class: 'hits',
      attributes: { 'aria-label': words.search.list, 'data-list': '' },
    });
    lengthen(state, atlas, answer);
    return [list, createEnd(answer)];
  }

  /** Puts what is still wanted of the answer at the end of the list. */
  function lengthen({ listed, calibration }: ExplorerState, { papers }: OpenedAtlas, answer: Answer): void {
    const from = hits.length;
    const more = Array.from({ length: Math.min(listed, answer.rows.length) - from }, (_, at) =>
      createHit(context, papers[answer.rows[from + at]!]!, answer, { at: from + at, calibration }),
    );
    for (const [at, hit] of more.entries()) {
      if (from + at + 1 === answer.weakFrom) list.append(createWeakLine(answer, answer.weakFrom === 1));
      list.append(hit.node);
    }
    hits = [...hits, ...more];
  }

  function createEnd(answer: Answer): HTMLElement {
    const left = answer.rows.length - hits.length;
    const end = element('div', { class: 'hits-end' });
    if (answer.total > hits.length)
      end.append(element('p', { class: 'quiet', text: words.search.more(hits.length, answer.total) }));
    if (left > 0)
      end.append(
        element('button', {
          class: 'plain-button',
          text: words.done.more(Math.min(left, LIST_STEP)),
          onClick: () => context.dispatch({ type: 'list-lengthened' }),
        }),
      );
    return end;
  }

  const renderMore = whenChanged(
    ({ listed }) => [listed],
    (state) => {
      const atlas = openAtlasOf(state);
      const { answer } = state;
      if (atlas === null || answer === null || hits.length === 0 || state.listed <= hits.length) return;
      const { length } = hits;
      lengthen(state, atlas, answer);
      for (const hit of hits.slice(length)) hit.update(state);
      node.lastElementChild?.replaceWith(createEnd(answer));
      seen.watch(hits);
      // The button that was pressed is gone, or asks for others.
      hits[length]?.node.querySelector('button')?.focus();
    },
  );

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
      renderMore(state);
      explain(state);
    },
    destroy() {
      seen.destroy();
      node.remove();
    },
  };
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
