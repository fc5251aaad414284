import { element } from '../elements.ts';
import { sharesOf } from '../search/earning.ts';
import { askedNameOf } from '../state/asked-with.ts';
import { selectedRow } from '../state/papers.ts';
import { walkedNameOf } from '../state/walked-name.ts';
import { words } from '../words.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { type Panel, whenChanged } from './panel.ts';
import { createScoreParts } from './score-parts.ts';

/** The open paper's place in the list of what is asked, and what it owes it to; empty where it is in none. */
export function createPaperStanding(): Panel {
  const node = element('div', { class: 'paper-standing' });
  const render = whenChanged(
    ({ selected, atlas, answer, walk }) => [selected, atlas, answer, walk],
    (state) => {
      const { answer } = state;
      const row = selectedRow(state);
      const rank = row === null ? -1 : (answer?.rows.indexOf(row) ?? -1);
      const walked = walkedNameOf(state);
      node.hidden = walked === null && (answer === null || rank < 0);
      node.replaceChildren();
      if (walked !== null) node.append(element('span', { class: 'paper-rank', foreign: walked }));
      if (answer === null || rank < 0) return;
      const name = words.paper.standing(rank + 1, askedNameOf(state));
      const similarity = answer.similarities?.[rank];
      const bar =
        similarity === undefined
          ? null
          : createClosenessBar({ similarity, percentile: answer.percentiles?.[rank] ?? null });
      const shares = sharesOf(answer, rank);
      node.append(
        element('span', { class: 'paper-rank', foreign: name }),
        ...[bar, shares === null ? null : createScoreParts(shares)].filter((part) => part !== null),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
