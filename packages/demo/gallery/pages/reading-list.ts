import { makePaper } from '../../src/state/made-state.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const readingList: PageScene = {
  name: 'reading-list',
  about: 'Starred papers, one of which the atlas has no longer; what was removed can be had back.',
  shows: words.stars.lost,
  play: ({ open, dispatch, opened, id }) => {
    open();
    const gone = { id: 'gone', title: 'A paper of before', at: 4, paper: makePaper(901) };
    const { atlasId } = opened.origin;
    dispatch(
      { type: 'stars-read', atlasId, list: [gone] },
      ...[1, 8, 14, 3].map((row, at) => ({ type: 'paper-starred', id: id(row), at: 10 + at }) as const),
      { type: 'stars-recorded', papers: [1, 8, 14, 3].map((row) => opened.whole![row]!) },
      { type: 'paper-starred', id: id(8), at: 20 },
      { type: 'stars-toggled', isOpen: true },
    );
  },
};
