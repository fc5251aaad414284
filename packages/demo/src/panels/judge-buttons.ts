import { element } from '../elements.ts';
import type { Judgement } from '../state/judgements.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** More like the open paper, or less: two buttons that stay pressed. */
export function createJudgeButtons({ dispatch }: PanelContext): Panel {
  let id = '';
  const make = (as: Judgement) =>
    element(
      'button',
      { class: `judge is-${as}`, onClick: () => dispatch({ type: 'paper-judged', id, as }) },
      element('span', {
        class: 'judge-sign',
        text: words.judged.signs[as],
        attributes: { 'aria-hidden': 'true' },
      }),
      words.judged.buttons[as],
    );
  const buttons = { liked: make('liked'), disliked: make('disliked') } as const;
  const node = element(
    'div',
    { class: 'judges', attributes: { role: 'group', 'aria-label': words.judged.label } },
    buttons.liked,
    buttons.disliked,
  );
  const render = whenChanged(
    ({ selected, liked, disliked }) => [selected, liked, disliked],
    (state) => {
      id = state.selected ?? '';
      for (const as of ['liked', 'disliked'] as const)
        buttons[as].setAttribute('aria-pressed', String(state[as].includes(id)));
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
