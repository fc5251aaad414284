import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const modelLoading: PageScene = {
  name: 'model-loading',
  about: 'Words answer while the model comes, with its bytes.',
  shows: words.model.loading(9e6, 38e6),
  play: ({ open, dispatch }) => {
    open({ model: false });
    dispatch({ type: 'model-progressed', amount: { done: 9e6, total: 38e6 } });
  },
};
