import { element } from '../elements.ts';
import type { Piece } from '../search/earning.ts';

/** A text of the atlas with the words of a query marked, and the sentence that counts set apart; nodes of text only. */
export function createMarkedText(pieces: readonly Piece[]): Node[] {
  const nodes: Node[] = [];
  let sentence: HTMLElement | null = null;
  for (const { text, isMarked, isInstead, isEarning } of pieces) {
    const name = isInstead ? 'is-instead' : '';
    const piece = isMarked ? element('mark', { class: name, text }) : document.createTextNode(text);
    if (!isEarning) {
      sentence = null;
      nodes.push(piece);
    } else if (sentence === null) {
      sentence = element('span', { class: 'earning' }, piece);
      nodes.push(sentence);
    } else sentence.append(piece);
  }
  return nodes;
}
