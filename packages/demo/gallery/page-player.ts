import { type PaperFilter, parseQuery, type SearchMode } from 'paper-atlas';
import { createAnswer } from '../src/search/answers.ts';
import { findLoosenings, findOutside } from '../src/search/outside.ts';
import { writtenFilterOf } from '../src/search/written-filter.ts';
import type { Action } from '../src/state/actions.ts';
import type { OpenedAtlas } from '../src/state/opened-atlas.ts';
import { questionOf } from '../src/state/question.ts';
import type { Store } from '../src/state/store.ts';
import type { MadeAtlas } from './made-atlas.ts';

/** So many hits are explained. */
const EXPLAINED = 20;

/** Does to the page what workers and readers do, with a small atlas that was made for it. */
export interface PagePlayer extends MadeAtlas {
  dispatch(...actions: readonly Action[]): void;
  /** Id of a paper. */
  id(row: number): string;
  /** Opens the atlas, and the model unless `model` is false; `changes`: of what the page gets. */
  open(options?: { readonly changes?: Partial<OpenedAtlas>; readonly model?: boolean }): void;
  /** Types a question and answers it, with whatever else is asked by then. */
  ask(query: string, mode?: SearchMode): Promise<void>;
}

export function createPagePlayer(store: Store, made: MadeAtlas): PagePlayer {
  const { atlas, table, opened, more } = made;
  const dispatch = (...actions: readonly Action[]) => {
    for (const action of actions) store.dispatch(action);
  };

  async function rank(filter: PaperFilter, mode: SearchMode) {
    const question = questionOf(store.get())!;
    const { query, liked, disliked } = question;
    const options = { mode, filter, isPrefix: true };
    return liked.length > 0
      ? atlas.rank(liked, { ...options, dislike: disliked, words: query })
      : atlas.rank(query, options);
  }

  return {
    ...made,
    dispatch,
    id: (row) => opened.papers[row]!.id,
    open({ changes = {}, model = true } = {}) {
      dispatch({ type: 'atlas-opened', atlas: { ...opened, ...changes } }, ...more);
      if (model) dispatch({ type: 'meaning-ready' });
    },
    async ask(query, mode = 'hybrid') {
      dispatch({ type: 'mode-chosen', mode }, { type: 'query-typed', query }, { type: 'query-settled' });
      const { filter, liked } = questionOf(store.get())!;
      const parsed = parseQuery(query, atlas.columnNames());
      const asked = { filter, written: parsed.filter };
      const outside = findOutside(table, asked);
      const ranking = await rank(filter, mode);
      const isNothing = outside?.every((out) => out === 1) ?? false;
      const ids = Array.from(ranking.rows.subarray(0, EXPLAINED), (row) => opened.papers[row]!.id);
      const explained = await atlas.explain(query, ids, { byMeaning: mode !== 'keyword', isPrefix: true });
      const explanations = new Map(explained.map((each, at) => [ranking.rows[at]!, each]));
      const rowsLiked = liked.map((id) => table.rowsById().get(id)![0]!);
      const answer = createAnswer({ query, liked: rowsLiked }, mode, ranking, {
        count: opened.papers.length,
        outside,
        loosenings: isNothing ? findLoosenings(table, asked) : [],
        written: isNothing ? writtenFilterOf(parsed) : null,
        explanations,
        milliseconds: 12,
      });
      dispatch({ type: 'answer-arrived', answer });
    },
  };
}
