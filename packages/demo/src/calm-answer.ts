import { CALM_MS } from './calm.ts';
import { MAX_CIRCLES } from './map/painter.ts';
import { openAtlasOf } from './state/papers.ts';
import type { Answer, ExplorerState } from './state/state.ts';

/** The answer that the map shows: of a large atlas it is behind that of the list while one types, whose next one painting would hold up. */
export interface CalmAnswer {
  /** To be asked after each change of the state. */
  of(state: ExplorerState): Answer | null;
}

/** @param onCalm the answer of the list is to be shown now, and nothing else has changed */
export function createCalmAnswer(onCalm: () => void): CalmAnswer {
  let shown: Answer | null = null;
  let waiting: Answer | null = null;
  let query = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(answer: Answer | null): Answer | null {
    clearTimeout(timer);
    waiting = null;
    shown = answer;
    return shown;
  }

  return {
    of(state) {
      const { answer } = state;
      const isTyped = state.isTyping && answer !== null && answer.query !== shown?.query;
      const isLarge = (openAtlasOf(state)?.papers.length ?? 0) > MAX_CIRCLES;
      if (answer === shown || !isTyped || !isLarge) return show(answer);
      // A key and a list both begin the pause anew.
      if (answer !== waiting || state.query !== query) {
        clearTimeout(timer);
        timer = setTimeout(() => {
          show(answer);
          onCalm();
        }, CALM_MS);
      }
      waiting = answer;
      query = state.query;
      return shown;
    },
  };
}
