import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const judgedPage: PageScene = {
  name: 'more-like',
  about: 'More like two papers and less like a third, with a question.',
  shows: words.chips.clear,
  play: async ({ open, dispatch, ask, id }) => {
    open();
    dispatch(
      { type: 'paper-judged', id: id(0), as: 'liked' },
      { type: 'paper-judged', id: id(6), as: 'liked' },
      { type: 'paper-judged', id: id(3), as: 'disliked' },
    );
    await ask('gauges');
  },
};
