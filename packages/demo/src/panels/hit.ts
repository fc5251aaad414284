import type { Calibration } from 'paper-atlas';
import { element } from '../elements.ts';
import { cutText, earningSentence, excerptOf, marksOf } from '../search/earning.ts';
import { isByWordsAlone } from '../state/by-words-alone.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { titleOf } from '../state/papers.ts';
import { recordErrorOf, recordOf } from '../state/records.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { createMarkedText } from './marked-text.ts';
import type { PanelContext } from './panel.ts';
import { pointOut } from './point-out.ts';
import { createStarToggle } from './star-toggle.ts';
import { isWeakAt } from './weak-line.ts';

/** Characters of a title that are put on the page: the rest could not be seen. */
const MAX_TITLE = 300;

/** Where a hit stands. */
export interface PlaceInList {
  /** Position in the answer's list. */
  readonly at: number;
  readonly calibration: Calibration | null;
}

/** One entry of the ranked list. */
export interface HitEntry {
  /** A list item. */
  readonly node: HTMLElement;
  readonly row: number;
  /** Shows what has become known of why the paper is here. */
  update(state: ExplorerState): void;
}

export function createHit(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  paper: PaperCard,
  answer: Answer,
  { at, calibration }: PlaceInList,
): HitEntry {
  const row = answer.rows[at]!;
  const title = element('span', { class: 'hit-title foreign', attributes: { dir: 'auto' } });
  const snippet = element('span', { class: 'hit-snippet foreign', attributes: { dir: 'auto' } });
  const button = element(
    'button',
    {
      class: isWeakAt(answer, at) ? 'hit is-weak' : 'hit',
      attributes: { 'data-row': String(row) },
      onClick: () => dispatch({ type: 'paper-selected', id: paper.id }),
    },
    title,
    snippet,
    closenessOf(answer, at),
    isByWordsAlone(answer, at, calibration) && byWords(answer),
  );
  pointOut(button, row, dispatch);
  const shownTitle = titleOf(paper).slice(0, MAX_TITLE);
  let known: readonly unknown[] | null = null;
  let shown = '';

  function update(state: ExplorerState): void {
    const { explanations } = state;
    const explanation = explanations.get(row);
    const record = recordOf(state, row);
    const isKnown = known !== null && known[0] === explanation && known[1] === record;
    if (isKnown && recordErrorOf(state, row) === null) return;
    const isFirst = shown === '';
    known = [explanation, record];
    const marksIn = (field: 'title' | 'abstract') => marksOf(explanation, field);
    title.replaceChildren(...createMarkedText(cutText(shownTitle, marksIn('title'))));
    const sentence = earningSentence(answer, row, explanations);
    const inAbstract = sentence?.field === 'abstract' ? sentence : null;
    // Room is kept for what is still to be read, so that nothing moves when it comes.
    snippet.hidden = record?.abstract === '' || recordErrorOf(state, row) !== null;
    const { pieces, isCut } = excerptOf(record?.abstract ?? '', marksIn('abstract'), inAbstract);
    // The same words are left alone: nothing flickers where nothing changes.
    const key = JSON.stringify(pieces);
    if (key === shown) return;
    shown = key;
    snippet.replaceChildren(...(isCut ? ['… '] : []), ...createMarkedText(pieces));
    snippet.classList.toggle('is-new', !isFirst);
  }
  return { node: element('li', {}, button, createStarToggle({ dispatch }, paper)), row, update };
}

/** Why a hit that is far in meaning stands among those that stand out. */
function byWords({ terms }: Answer): HTMLElement {
  const { one, all, instead } = words.search.byWords;
  const isInstead = terms.some((term) => term.instead.length > 0);
  const asWritten = terms.length === 1 ? one : all;
  return element('span', { class: 'hit-words', text: isInstead ? instead : asWritten });
}

/** How close the paper at a place of the answer is, as a bar; null where nobody knows. */
export function closenessOf({ similarities, percentiles }: Answer, at: number): HTMLElement | null {
  return similarities === null
    ? null
    : createClosenessBar({ similarity: similarities[at]!, percentile: percentiles?.[at] ?? null });
}
