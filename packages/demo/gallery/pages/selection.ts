import { lassoOfBox } from '../../src/map/lasso-line.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const selection: PageScene = {
  name: 'selection',
  about:
    'A question within a selection: the land is lit there alone, its list has bars, stars and the line of weak matches.',
  shows: words.selection.regions,
  play: async ({ open, ask, dispatch }) => {
    open();
    await ask('tides');
    dispatch({ type: 'lasso-drawn', lasso: lassoOfBox({ minX: -0.6, maxX: 0.6, minY: -0.6, maxY: 0.6 }) });
  },
};
