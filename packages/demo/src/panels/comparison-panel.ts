import type { PaperComparison, SentencePair, TellingWord } from 'paper-atlas';
import { element } from '../elements.ts';
import { comparedRowsOf } from '../state/comparison.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { pointOut } from './point-out.ts';

/** Characters of a title, and of a sentence, that are put on the page: more is no title, and no sentence. */
const MAX_TITLE = 300;
const MAX_SENTENCE = 1500;
const MAX_WORD = 100;

/** Two papers side by side: how close they are, which sentences say nearly the same, which words they share. */
export function createComparisonPanel({ dispatch }: PanelContext): Panel {
  const node = element('article', { class: 'compare', attributes: { 'aria-label': words.compare.panel } });
  const close = () => dispatch({ type: 'papers-compared', with: null });
  const body = element('div', { class: 'compare-body' });

  const renderHead = whenChanged(
    ({ selected, compared, atlas }) => [selected, compared, atlas],
    (state) => {
      const atlas = openAtlasOf(state);
      if (state.compared === null || atlas === null) return node.replaceChildren();
      const rows = comparedRowsOf(state);
      const titles = element('div', { class: 'compare-sides' });
      if (rows !== null) titles.append(createTitle(state, rows.a), createTitle(state, rows.b));
      node.replaceChildren(
        createBackButton(words.compare.back, close),
        element('h2', {
          class: 'compare-heading',
          text: words.compare.heading,
          attributes: { tabindex: '-1' },
        }),
        ...(rows === null
          ? [element('p', { text: words.paper.unknown })]
          : [titles, body, createPathButton(state.selected!, state.compared)]),
      );
    },
  );

  const renderBody = whenChanged(
    ({ comparison, comparisonError, meaning, compared }) => [
      comparison,
      comparisonError,
      meaning.phase,
      compared,
    ],
    ({ comparison, comparisonError, meaning }) => {
      const failed = comparisonError === null ? null : words.compare.failed;
      if (comparison === null) return body.replaceChildren(createStatus(failed ?? words.compare.busy));
      const isWithoutMeaning = meaning.phase === 'failed' ? words.compare.noSentences : words.compare.busy;
      body.replaceChildren(
        createCloseness(comparison),
        element('h3', { text: words.compare.sentences }),
        comparison.sentences === null
          ? createStatus(failed ?? isWithoutMeaning)
          : createPairs(comparison.sentences),
        element('h3', { text: words.compare.words }),
        createWords(comparison),
      );
    },
  );

  function createPathButton(from: string, to: string): HTMLElement {
    return element('button', {
      class: 'action path-between',
      text: words.path.between,
      onClick: () => dispatch({ type: 'path-asked', from, to }),
    });
  }

  /** The title of one of the two. Opens it; points it out on the map. */
  function createTitle(state: ExplorerState, row: number): HTMLElement {
    const paper = openAtlasOf(state)!.papers[row]!;
    const button = element('button', {
      class: 'compare-title',
      foreign: titleOf(paper).slice(0, MAX_TITLE),
      onClick: () => dispatch({ type: 'paper-selected', id: paper.id }),
    });
    pointOut(button, row, dispatch);
    return button;
  }

  return {
    node,
    update(state) {
      renderBody(state);
      renderHead(state);
    },
    destroy: () => node.remove(),
  };
}

function createStatus(text: string): HTMLElement {
  return element('p', { class: 'quiet', text, attributes: { role: 'status' } });
}

function createCloseness({ similarity, percentile }: PaperComparison): HTMLElement {
  const bar = createClosenessBar({ similarity, percentile });
  return element(
    'p',
    { class: 'compare-closeness' },
    bar ?? element('span', { class: 'measure-figure', text: words.closeness.cosine(similarity) }),
  );
}

function createPairs(pairs: readonly SentencePair[]): HTMLElement {
  if (pairs.length === 0) return element('p', { class: 'quiet', text: words.compare.noPairs });
  return element(
    'ol',
    { class: 'compare-pairs' },
    ...pairs.map(({ a, b, similarity }) =>
      element(
        'li',
        {},
        element(
          'div',
          { class: 'compare-sides' },
          element('p', { foreign: a.text.slice(0, MAX_SENTENCE) }),
          element('p', { foreign: b.text.slice(0, MAX_SENTENCE) }),
        ),
        element('span', { class: 'measure-figure', text: words.closeness.cosine(similarity) }),
      ),
    ),
  );
}

function createWords({ shared, onlyA, onlyB }: PaperComparison): HTMLElement {
  const list = (name: string, own: string, telling: readonly TellingWord[]) =>
    element(
      'div',
      { class: own },
      element('dt', { text: name }),
      element(
        'dd',
        {},
        telling.length === 0
          ? element('span', { class: 'quiet', text: words.compare.noWords })
          : element(
              'ul',
              { class: 'terms' },
              ...telling.map(({ word }) => element('li', { foreign: word.slice(0, MAX_WORD) })),
            ),
      ),
    );
  return element(
    'dl',
    { class: 'compare-words compare-sides' },
    list(words.compare.shared, 'compare-shared', shared),
    list(words.compare.onlyA, 'compare-own', onlyA),
    list(words.compare.onlyB, 'compare-own', onlyB),
  );
}
