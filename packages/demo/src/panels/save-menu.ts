import { element } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isPathOpen } from '../state/path.ts';
import { isAsking } from '../state/question.ts';
import { isSelectionShown } from '../state/selection.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createSaveList } from './save-list.ts';

type Choice = 'close' | 'listed' | 'all';

/** Beside the count of a list: a button that unfolds which of its papers to save, and as what. */
export function createSaveMenu(context: PanelContext): Panel & { readonly button: HTMLElement } {
  let isOpen = false;
  let chosen: Choice | null = null;
  let last: ExplorerState | null = null;
  const button = element('button', {
    class: 'chip save-open',
    text: words.done.save.open,
    attributes: { 'aria-expanded': 'false', title: words.done.save.openWhy },
    onClick: () => toggle(!isOpen),
  });
  const node = element('div', { class: 'save-menu' });
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    // This step back is done.
    event.preventDefault();
    event.stopPropagation();
    toggle(false);
    button.focus();
  };
  button.onkeydown = closeByKey;
  node.onkeydown = closeByKey;

  function toggle(open: boolean): void {
    isOpen = open;
    button.setAttribute('aria-expanded', String(open));
    node.hidden = !open;
    if (last !== null) show(last);
  }

  function show(state: ExplorerState): void {
    last = state;
    const choices = choicesOf(state);
    const [first] = choices;
    button.hidden = first === undefined;
    node.hidden = first === undefined || !isOpen;
    if (first === undefined || !isOpen) {
      node.replaceChildren();
      return;
    }
    const choice = choices.find(({ name }) => name === chosen) ?? first;
    const hadRadio =
      node.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
    node.replaceChildren(
      ...(choices.length === 1 ? [] : [createChoices(choices, choice.name)]),
      createSaveList(context, idsOf(state, choice.papers)),
    );
    if (hadRadio) node.querySelector<HTMLElement>('input:checked')?.focus();
  }

  function createChoices(choices: readonly Saved[], current: Choice): HTMLElement {
    const make = ({ name, papers }: Saved): HTMLElement => {
      const input = element('input', { attributes: { type: 'radio', name: 'save-which' } });
      input.checked = name === current;
      input.onchange = () => {
        chosen = name;
        if (last !== null) show(last);
      };
      return element('label', { class: 'save-choice' }, input, words.done.save[name](papers));
    };
    return element(
      'div',
      { class: 'save-choices', attributes: { role: 'radiogroup', 'aria-label': words.done.save.which } },
      ...choices.map(make),
    );
  }

  const render = whenChanged(
    (state) => [state.answer, state.atlas, state.listed, isShown(state)],
    (state) => show(state),
  );
  node.hidden = true;
  return { node, button, update: render, destroy: () => node.remove() };
}

interface Saved {
  readonly name: Choice;
  readonly papers: number;
}

/** More than this is no list to save from a page. */
const MAX_ALL = 10_000;

/** What there is to save of the list, the least first; nothing where no list is seen. */
function choicesOf(state: ExplorerState): readonly Saved[] {
  const { answer } = state;
  if (answer === null || !isShown(state) || answer.rows.length === 0) return [];
  const all = answer.rows.length;
  const listed = Math.min(state.listed, all);
  const close = answer.weakBy === null ? 0 : countClose(answer);
  return [
    ...(close > 0 && close < all ? [{ name: 'close', papers: close } as const] : []),
    ...(listed < all ? [{ name: 'listed', papers: listed } as const] : []),
    ...(all <= MAX_ALL ? [{ name: 'all', papers: all } as const] : []),
  ];
}

function isShown(state: ExplorerState): boolean {
  const isCovered = state.selected !== null || state.region !== null || isPathOpen(state);
  return (
    isAsking(state) && !isCovered && !isSelectionShown(state) && !state.stars.isOpen && state.cover === null
  );
}

function idsOf(state: ExplorerState, papers: number): readonly string[] {
  const cards = openAtlasOf(state)?.papers ?? [];
  return Array.from(state.answer?.rows.subarray(0, papers) ?? [], (row) => cards[row]!.id);
}
