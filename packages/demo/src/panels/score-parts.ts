import { element } from '../elements.ts';
import type { ScoreShares } from '../search/earning.ts';
import { words } from '../words.ts';

/** What meaning and words each add to a score: a bar of two colours, and the same in words. */
export function createScoreParts(shares: ScoreShares): HTMLElement {
  const ofMeaning = Math.round(100 * shares.meaning);
  const meaning = element('span', { class: 'parts-meaning' });
  meaning.style.width = `${ofMeaning}%`;
  return element(
    'p',
    { class: 'score-parts' },
    element('span', { class: 'parts-bar', attributes: { 'aria-hidden': 'true' } }, meaning),
    element('span', { class: 'measure-figure', text: words.closeness.parts(ofMeaning, 100 - ofMeaning) }),
  );
}
