import { answerPath } from '../../src/search/answer-path.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const pathChoice: PageScene = {
  name: 'path-choice',
  about: 'The end of a reading path is being chosen.',
  shows: words.path.choose,
  play: ({ open, dispatch, id }) => {
    open();
    dispatch({ type: 'paper-selected', id: id(1) }, { type: 'path-asked', from: id(1), to: null });
  },
};

export const readingPath: PageScene = {
  name: 'reading-path',
  about: 'A reading path, on the map and in order.',
  shows: words.path.step,
  play: async ({ open, dispatch, atlas, id }) => {
    open();
    const ends = { from: id(1), to: id(5) };
    dispatch({ type: 'path-asked', ...ends });
    const path = await answerPath(atlas, ends, new AbortController().signal);
    dispatch({ type: 'path-found', path });
  },
};
