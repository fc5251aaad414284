import type { Paper } from 'paper-atlas';
import { element } from '../elements.ts';
import { titleOf } from '../state/papers.ts';
import { words } from '../words.ts';

const MAX_TITLE = 160;
/** Papers that are listed; of more the number is told. */
const MAX_MISSING = 100;

/** Papers of a file that the atlas does not have, under a heading that tells how many; nothing where it has all. */
export function createMissingList(
  missing: readonly Paper[],
  headingOf: (papers: number) => string,
): HTMLElement[] {
  if (missing.length === 0) return [];
  const rest = missing.length - MAX_MISSING;
  return [
    element('h3', { text: headingOf(missing.length) }),
    element(
      'ul',
      { class: 'cover-missing' },
      ...missing
        .slice(0, MAX_MISSING)
        .map((paper) => element('li', { foreign: titleOf(paper).slice(0, MAX_TITLE) })),
      rest > 0 && element('li', { class: 'quiet', text: words.cover.more(rest) }),
    ),
  ];
}
