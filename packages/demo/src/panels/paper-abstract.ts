import { element } from '../elements.ts';
import { cutText, earningSentence, marksOf } from '../search/earning.ts';
import { selectedRow } from '../state/papers.ts';
import { recordErrorOf, recordOf } from '../state/records.ts';
import { words } from '../words.ts';
import { createMarkedText } from './marked-text.ts';
import { type Panel, whenChanged } from './panel.ts';

/** More of a text than this is cut: it is no abstract. */
const MAX_ABSTRACT = 40_000;

/** The abstract of the open paper: the words of the query are marked, and the sentence that earned it its place. */
export function createPaperAbstract(): Panel {
  const node = element('p', { class: 'paper-abstract foreign', attributes: { dir: 'auto' } });
  const render = whenChanged(
    (state) => {
      const row = selectedRow(state);
      const of =
        row === null ? [] : [recordOf(state, row), recordErrorOf(state, row), state.explanations.get(row)];
      return [row, state.answer, ...of];
    },
    (state) => {
      const row = selectedRow(state);
      if (row === null) return node.replaceChildren();
      const paper = recordOf(state, row);
      const error = recordErrorOf(state, row);
      node.classList.toggle('is-coming', paper === null && error === null);
      if (error !== null) return node.replaceChildren(words.paper.unreadable(error.message));
      if (paper === null) return node.replaceChildren();
      const { answer, explanations } = state;
      const abstract = paper.abstract.slice(0, MAX_ABSTRACT);
      if (abstract === '') return node.replaceChildren(words.paper.noAbstract);
      const sentence = answer === null ? null : earningSentence(answer, row, explanations);
      const marks = marksOf(explanations.get(row), 'abstract');
      const earning = sentence?.field === 'abstract' ? sentence : null;
      node.replaceChildren(...createMarkedText(cutText(abstract, answer === null ? [] : marks, earning)));
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
