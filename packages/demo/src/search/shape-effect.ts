import type { FormedMap } from '../state/formed-map.ts';
import { isSameShape, type MapShape } from '../state/map-shape.ts';
import { openAtlasOf } from '../state/papers.ts';
import { ownMapOf, shapeToMake } from '../state/shape.ts';
import type { FormingMap } from '../state/shape-state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { FormingQuestion } from './calls.ts';
import { toPlainError } from './plain-error.ts';

/** While a knob moves at most one map is begun in so many milliseconds: each is to be seen before the next. */
const SPACING = 150;

/** Who lays maps out. */
export interface MapFormer {
  formMap(
    question: FormingQuestion,
    onReport: (forming: FormingMap) => void,
    signal: AbortSignal,
  ): Promise<FormedMap>;
}

/**
 * Makes the map whose shape is asked for, and tells how it comes. Another shape, or another atlas, ends the work on the one before.
 */
export function createShapeEffect(store: Store, former: MapFormer): Listener {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastBegun = Number.NEGATIVE_INFINITY;
  let running: { readonly shape: MapShape; readonly controller: AbortController } | null = null;

  async function form(): Promise<void> {
    running?.controller.abort();
    running = null;
    const state = store.get();
    const [shape, like] = [shapeToMake(state), ownMapOf(state)];
    if (shape === null || like === null) return;
    lastBegun = performance.now();
    const controller = new AbortController();
    const { signal } = controller;
    running = { shape, controller };
    const { xy, membership } = like;
    const question = { shape, like: { xy, membership }, isStill: state.reducedMotion };
    const report = (forming: FormingMap) => {
      if (!signal.aborted) store.dispatch({ type: 'map-forming', shape, forming });
    };
    report({ stage: '', done: 0, total: 0, map: null });
    try {
      const formed = await former.formMap(question, report, signal);
      if (!signal.aborted) store.dispatch({ type: 'map-formed', formed });
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'forming-failed', shape, error: toPlainError(error) });
    }
  }

  return (after, before) => {
    const wanted = shapeToMake(after);
    const isSameAtlas = openAtlasOf(after)?.papers === openAtlasOf(before)?.papers;
    if (isSameAtlas && isSameShape(wanted, shapeToMake(before))) return;
    clearTimeout(timer);
    const wait = wanted === null ? 0 : SPACING - (performance.now() - lastBegun);
    if (wait > 0) timer = setTimeout(() => void form(), wait);
    else void form();
  };
}
