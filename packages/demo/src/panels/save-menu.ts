import { element } from '../elements.ts';
import type { SavedWhat } from '../state/saving.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createSaveList } from './save-list.ts';

/** Some papers of a list that can be saved. */
export interface SaveChoice {
  readonly name: 'close' | 'listed' | 'all';
  readonly papers: number;
  ids(): readonly string[];
}

/** A list that can be saved. */
export interface SavedList {
  readonly what: SavedWhat;
  /** What there is to save of it depends on these. */
  watch(state: ExplorerState): readonly unknown[];
  /** The first is chosen until another is; nothing where the list is not seen. */
  choices(state: ExplorerState): readonly SaveChoice[];
}

/** Beside the count of a list: a button that unfolds which of its papers to save, and as what. */
export function createSaveMenu(
  context: PanelContext,
  list: SavedList,
): Panel & { readonly button: HTMLElement } {
  let isOpen = false;
  let chosen: SaveChoice['name'] | null = null;
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
    const choices = list.choices(state);
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
      createSaveList(context, { what: list.what, ids: choice.ids() }),
    );
    if (hadRadio) node.querySelector<HTMLElement>('input:checked')?.focus();
  }

  function createChoices(choices: readonly SaveChoice[], current: SaveChoice['name']): HTMLElement {
    const make = ({ name, papers }: SaveChoice): HTMLElement => {
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

  node.hidden = true;
  return { node, button, update: whenChanged(list.watch, show), destroy: () => node.remove() };
}
