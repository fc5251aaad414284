import { element } from '../elements.ts';
import { words } from '../words.ts';
import { type Panel, whenChanged } from './panel.ts';

/** More notes than this are no help. */
const MAX_NOTES = 3;
/** A longer word is none. */
const MAX_WORD = 60;
/** Characters of the query that are shown around the place that a note is about. */
const AROUND = 18;

/** What of the query was not understood, with the place underlined, or stands in no paper, and what was done instead. */
export function createQueryNotes(): Panel {
  const node = element('ul', { class: 'query-notes', attributes: { 'aria-label': words.search.notes } });
  const render = whenChanged(
    ({ answer, query, isTyping }) => [answer, answer?.query === query.trim(), isTyping],
    ({ answer, query, isTyping }) => {
      // What is still being written may be meant to go on.
      const isWhole = !isTyping && answer?.query === query.trim();
      const notes = isWhole ? answer.notes.slice(0, MAX_NOTES) : [];
      const corrected = isWhole ? answer.terms.filter(({ instead }) => instead.length > 0) : [];
      node.hidden = notes.length + corrected.length === 0;
      node.replaceChildren(
        ...corrected
          .slice(0, MAX_NOTES)
          .map(({ word, instead }) =>
            element('li', { foreign: words.search.instead(word.slice(0, MAX_WORD), instead) }),
          ),
        ...notes.map(({ at, length, message }) => {
          const { before, place, after } = placeOf(answer!.query, at, length);
          const part = element('u', { class: 'note-place', text: place });
          return element(
            'li',
            {},
            element(
              'span',
              { class: 'note-query foreign', attributes: { dir: 'auto' } },
              before,
              part,
              after,
            ),
            element('span', { class: 'note-message', foreign: message }),
          );
        }),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

/** A place of a text with a little of what stands around it. */
function placeOf(
  text: string,
  at: number,
  length: number,
): { readonly before: string; readonly place: string; readonly after: string } {
  const end = at + length;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, end + AROUND);
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, at),
    place: text.slice(at, end),
    after: text.slice(end, to) + (to < text.length ? '…' : ''),
  };
}
