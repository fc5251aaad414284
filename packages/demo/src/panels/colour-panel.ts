import { element, icon } from '../elements.ts';
import { COLOUR_MEASURES } from '../state/colour-choice.ts';
import { colourColumnOf, colouringOf, colourKeysOf } from '../state/colouring.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createColourLegend } from './colour-legend.ts';
import { colourName } from './colour-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const SWAP = 'M8 4V18M8 18L4.5 14.5M8 18L11.5 14.5M16 20V6M16 6L12.5 9.5M16 6L19.5 9.5';
const CROSS = 'M7 7L17 17M17 7L7 17';
const { colour } = words;
const MAX_NAME = 80;

/** What colours the papers, and the legend of it. */
export interface ColourPanel extends Panel {
  /** Into the choice, once the panel is open. */
  focus(): void;
}

export function createColourPanel(context: PanelContext): ColourPanel {
  const { dispatch } = context;
  const choice = element('select', { class: 'colour-choice', attributes: { id: 'colour-by' } });
  choice.onchange = () => dispatch({ type: 'colour-chosen', by: choice.value === '' ? null : choice.value });
  const label = element('label', {
    text: colour.by,
    attributes: { for: 'colour-by' },
  });
  const invert = element(
    'button',
    {
      class: 'icon-button',
      attributes: { 'aria-label': colour.invert, title: colour.invert },
      onClick: () => dispatch({ type: 'colour-inverted' }),
    },
    icon(SWAP),
  );
  const close = () => {
    dispatch({ type: 'colour-panel-toggled', isOpen: false });
    document.querySelector<HTMLElement>('[aria-controls="colour"]')?.focus();
  };
  const why = element('p', { class: 'quiet colour-why', attributes: { role: 'status' } });
  const legend = createColourLegend(context);
  const node = element(
    'section',
    { class: 'corner-panel colour card', attributes: { id: 'colour', 'aria-label': colour.menu } },
    element(
      'div',
      { class: 'corner-panel-head' },
      label,
      invert,
      element(
        'button',
        {
          class: 'icon-button',
          attributes: { 'aria-label': colour.close, title: colour.close },
          onClick: close,
        },
        icon(CROSS),
      ),
    ),
    choice,
    why,
    legend.node,
  );
  // What lies on the map stays: the step back is of this alone.
  node.onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };

  const renderChoices = whenChanged(
    ({ atlas, filterable, novelty }) => [atlas, filterable, novelty.phase === 'failed'],
    (state) => {
      const keys = colourKeysOf(state);
      const isMeasure = (key: string) => (COLOUR_MEASURES as readonly string[]).includes(key);
      choice.replaceChildren(
        createOption('', colour.nothing),
        createGroup(colour.measures, keys.filter(isMeasure)),
        ...(keys.every(isMeasure)
          ? []
          : [
              createGroup(
                colour.columns,
                keys.filter((key) => !isMeasure(key)),
              ),
            ]),
      );
    },
  );
  const renderHead = (state: ExplorerState) => {
    const { by, isInverted } = state.colour;
    const known = [...choice.options].some(({ value }) => value === by) ? by! : '';
    if (choice.value !== known) choice.value = known;
    invert.hidden = colouringOf(state)?.kind !== 'numbers';
    invert.setAttribute('aria-pressed', String(isInverted));
    const text = sentenceOf(state);
    if (why.textContent !== text) why.textContent = text;
  };

  return {
    node,
    update(state) {
      node.hidden = !state.isColourPanelOpen || colourKeysOf(state).length === 0;
      renderChoices(state);
      renderHead(state);
      legend.update(state);
    },
    focus: () => choice.focus(),
    destroy() {
      legend.destroy();
      node.remove();
    },
  };
}

function createGroup(label: string, keys: readonly string[]): HTMLElement {
  return element(
    'optgroup',
    { attributes: { label } },
    ...keys.map((key) => createOption(key, colourName(key).slice(0, MAX_NAME))),
  );
}

function createOption(value: string, text: string): HTMLElement {
  return element('option', { text, attributes: { value } });
}

function sentenceOf(state: ExplorerState): string {
  const { why } = colour;
  const { by } = state.colour;
  if (by === null) return why.nothing;
  const isShown = colouringOf(state) !== null;
  if (by === 'closeness') {
    const isOnBars = state.answer?.percentiles != null;
    return isShown ? why[isOnBars ? 'closeness' : 'warmth'] : why.askFirst;
  }
  if (by === 'region' || by === 'placement') return isShown ? why[by] : why.nothing;
  if (by === 'novelty') {
    const { novelty } = state;
    const { done, total } = novelty.phase === 'measuring' ? novelty : { done: 0, total: 0 };
    return isShown ? why.novelty : words.novelty.measuring(done, total);
  }
  const column = colourColumnOf(state);
  if (column === null) return state.columns === null ? why.waiting : why.nothing;
  if (column.kind === 'range') return why.range;
  const { values } = column.description;
  const with1 = (openAtlasOf(state)?.papers.length ?? 0) - column.without;
  const isSeveral = values.reduce((sum, { papers }) => sum + papers, 0) > with1;
  return isSeveral ? `${why.values} ${why.several}` : why.values;
}
