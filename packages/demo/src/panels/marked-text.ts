import { element } from '../elements.ts';
import { markWords } from '../search/marks.ts';

/** A text of the atlas with the words of a query marked; nodes of text only. */
export function createMarkedText(text: string, query: string): Node[] {
  return markWords(text, query).map((piece) =>
    piece.isMarked ? element('mark', { text: piece.text }) : document.createTextNode(piece.text),
  );
}
