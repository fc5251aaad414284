import type { Paper } from 'paper-atlas';
import { element } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import { cutText, earningSentence, excerptOf } from '../search/earning.ts';
import { titleOf } from '../state/papers.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { createMarkedText } from './marked-text.ts';
import type { PanelContext } from './panel.ts';
import { pointOut } from './point-out.ts';

/** Characters of a title that are put on the page: the rest could not be seen. */
const MAX_TITLE = 300;

/** One entry of the ranked list. */
export interface HitEntry {
  /** A list item. */
  readonly node: HTMLElement;
  readonly row: number;
  /** Shows what has become known of why the paper is here. */
  update(state: Pick<ExplorerState, 'explanations'>): void;
}

/** @param at position in the answer's list */
export function createHit(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  paper: Paper,
  answer: Answer,
  at: number,
): HitEntry {
  const row = answer.rows[at]!;
  const title = element('span', { class: 'hit-title foreign', attributes: { dir: 'auto' } });
  const snippet = element('span', { class: 'hit-snippet foreign', attributes: { dir: 'auto' } });
  const button = element(
    'button',
    {
      class: answer.isWeak[at] === 1 && at >= countClose(answer) ? 'hit is-weak' : 'hit',
      attributes: { 'data-row': String(row) },
      onClick: () => dispatch({ type: 'paper-selected', id: paper.id }),
    },
    title,
    paper.abstract !== '' && snippet,
    closenessOf(answer, at),
  );
  pointOut(button, row, dispatch);
  const shownTitle = titleOf(paper).slice(0, MAX_TITLE);
  let known: unknown;
  let shown = '';

  function update({ explanations }: Pick<ExplorerState, 'explanations'>): void {
    const explanation = explanations.get(row);
    if (explanation === known && known !== undefined) return;
    const isFirst = known === undefined && shown === '';
    known = explanation;
    const marks = explanation?.words.marks;
    title.replaceChildren(...createMarkedText(cutText(shownTitle, marks?.title ?? [])));
    const sentence = earningSentence(answer, row, explanations);
    const inAbstract = sentence?.field === 'abstract' ? sentence : null;
    const { pieces, isCut } = excerptOf(paper.abstract, marks?.abstract ?? [], inAbstract);
    // The same words are left alone: nothing flickers where nothing changes.
    const key = JSON.stringify(pieces);
    if (key === shown) return;
    shown = key;
    snippet.replaceChildren(...(isCut ? ['… '] : []), ...createMarkedText(pieces));
    snippet.classList.toggle('is-new', !isFirst);
  }
  update({ explanations: answer.explanations });
  return { node: element('li', {}, button), row, update };
}

function closenessOf({ similarities, percentiles }: Answer, at: number): HTMLElement | null {
  return similarities === null
    ? null
    : createClosenessBar({ similarity: similarities[at]!, percentile: percentiles?.[at] ?? null });
}
