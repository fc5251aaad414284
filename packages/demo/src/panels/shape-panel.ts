import { element, icon } from '../elements.ts';
import { LEAST_NEIGHBORS, type MapShape, MOST_SEED } from '../state/map-shape.ts';
import { hasFarPapers } from '../state/nearest.ts';
import { openAtlasOf } from '../state/papers.ts';
import { canReshape, isForming, knobsOf, mostNeighborsOf } from '../state/shape.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createKnob } from './knob.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const CROSS = 'M7 7L17 17M17 7L7 17';
const UNDO = 'M9 7L5 11L9 15M5 11H15a4 4 0 0 1 0 8H11';
const REDO = 'M15 7L19 11L15 15M19 11H9a4 4 0 0 0 0 8H13';
const DICE = 'M5 5H19V19H5ZM9 9v.1M15 9v.1M12 12v.1M9 15v.1M15 15v.1';
const { shape } = words;

/** The knobs of the map: it forms anew while they are moved. */
export interface ShapePanel extends Panel {
  /** Into the first knob, once the panel is open. */
  focus(): void;
}

export function createShapePanel({ dispatch }: PanelContext): ShapePanel {
  let knobs: MapShape | null = null;
  const ask = (part: Partial<MapShape>): void => {
    if (knobs !== null) dispatch({ type: 'shape-asked', shape: { ...knobs, ...part } });
  };
  const button = (label: string, path: string, onClick: () => void) =>
    element(
      'button',
      { class: 'icon-button', attributes: { 'aria-label': label, title: label }, onClick },
      icon(path),
    );
  const undo = button(shape.undo, UNDO, () => dispatch({ type: 'shape-undone' }));
  const redo = button(shape.redo, REDO, () => dispatch({ type: 'shape-redone' }));
  const close = () => {
    dispatch({ type: 'shape-panel-toggled', isOpen: false });
    document.querySelector<HTMLElement>('[aria-controls="shape"]')?.focus();
  };
  const neighbors = createKnob({ ...shape.neighbors, min: LEAST_NEIGHBORS, step: 1 }, (nNeighbors) =>
    ask({ nNeighbors }),
  );
  const minDist = createKnob({ ...shape.minDist, min: 0, step: 0.01 }, (distance) =>
    ask({ minDist: distance }),
  );
  minDist.setMost(1);
  const seed = element('input', {
    class: 'seed-input',
    attributes: {
      type: 'number',
      id: 'shape-seed',
      min: '0',
      max: String(MOST_SEED),
      step: '1',
      inputmode: 'numeric',
      'aria-describedby': 'shape-seed-why',
    },
  });
  seed.onchange = () => {
    if (seed.value !== '' && seed.checkValidity()) ask({ seed: Number(seed.value) });
    else seed.value = String(knobs?.seed ?? 0);
  };
  const fewer = element('p', { class: 'quiet' });
  const own = element('button', {
    class: 'plain-button',
    text: shape.own,
    onClick: () => dispatch({ type: 'shape-asked', shape: null }),
  });
  const bar = element('progress', { class: 'shape-bar', attributes: { 'aria-label': shape.progress } });
  const stage = element('span', { class: 'shape-stage' });
  const cancel = element('button', {
    class: 'plain-button',
    text: shape.cancel,
    onClick: () => dispatch({ type: 'forming-cancelled' }),
  });
  const work = element('div', { class: 'shape-work' }, bar, stage);
  const standing = element('p', { class: 'quiet shape-standing', attributes: { role: 'status' } });
  const node = element(
    'section',
    { class: 'corner-panel shape card', attributes: { id: 'shape', 'aria-label': shape.menu } },
    element(
      'div',
      { class: 'corner-panel-head' },
      element('h2', { text: shape.menu }),
      undo,
      redo,
      button(shape.close, CROSS, close),
    ),
    element(
      'div',
      { class: 'shape-body' },
      element('p', { class: 'quiet', text: shape.lead }),
      neighbors.node,
      fewer,
      minDist.node,
      element(
        'div',
        { class: 'knob' },
        element('label', { class: 'knob-name', text: shape.seed.name, attributes: { for: 'shape-seed' } }),
        element(
          'div',
          { class: 'seed' },
          seed,
          button(shape.seed.another, DICE, () => ask({ seed: Math.floor(Math.random() * 10_000) })),
        ),
        element('p', { class: 'quiet', text: shape.seed.why, attributes: { id: 'shape-seed-why' } }),
      ),
    ),
    element(
      'div',
      { class: 'shape-foot' },
      work,
      standing,
      element('div', { class: 'shape-buttons' }, own, cancel),
    ),
  );
  // What lies on the map stays: the step back is of this alone.
  node.onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };

  const renderKnobs = whenChanged(
    (state) => [knobsOf(state), mostNeighborsOf(state)],
    (state) => {
      knobs = knobsOf(state);
      const most = mostNeighborsOf(state);
      if (knobs === null || most === null) return;
      neighbors.setMost(most);
      neighbors.show(knobs.nNeighbors);
      minDist.show(knobs.minDist);
      seed.value = String(knobs.seed);
      const { meaning } = state;
      fewer.textContent = meaning.phase === 'failed' && meaning.part === 'vectors' ? shape.fewer(most) : '';
    },
  );
  const renderWork = (state: ExplorerState) => {
    const { forming, past, future, asked } = state.shape;
    const isBusy = isForming(state);
    undo.disabled = !isBusy && past.length === 0;
    redo.disabled = isBusy || future.length === 0;
    own.disabled = asked === null;
    cancel.hidden = work.hidden = !isBusy;
    const { stage: name, done, total } = forming ?? { stage: '', done: 0, total: 0 };
    if (total > 0) {
      bar.max = total;
      bar.value = done;
    } else bar.removeAttribute('value');
    stage.textContent = shape.stage(name, done, total);
    const text = isBusy ? '' : standingOf(state);
    if (standing.textContent !== text) standing.textContent = text;
  };

  return {
    node,
    update(state) {
      node.hidden = !state.shape.isPanelOpen || !canReshape(state);
      renderKnobs(state);
      renderWork(state);
    },
    focus: () => neighbors.focus(),
    destroy: () => node.remove(),
  };
}

/** What is said of the map that is shown. */
function standingOf(state: ExplorerState): string {
  const { error, made } = state.shape;
  if (error !== null) return shape.failed(error.message);
  const atlas = openAtlasOf(state);
  if (atlas === null || atlas.keptNeighbors === null || !hasFarPapers(atlas)) return shape.standing;
  const own = made.find((each) => each.shape === null)?.keptNeighbors ?? null;
  return own === null || state.shape.shown === null
    ? shape.kept(atlas.keptNeighbors)
    : shape.keptOf(atlas.keptNeighbors, own);
}
