import { answerCover } from '../../src/search/answer-cover.ts';
import { makePaper } from '../../src/state/made-state.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const cover: PageScene = {
  name: 'cover',
  about: 'A bibliography over the atlas: coverage by region, what to read next, what is not here.',
  shows: words.cover.found(4, 5),
  play: async ({ open, dispatch, atlas, opened }) => {
    open();
    const here = [0, 6, 12, 3].map((row) => atlas.papers[row]!);
    const bibliography = {
      name: 'my.bib',
      papers: [...here, makePaper(900, { title: 'The TeXbook', authors: ['Donald E. Knuth'] })],
    };
    dispatch({ type: 'bibliography-laid', bibliography });
    const answer = await answerCover(atlas, { bibliography, map: null }, new AbortController().signal);
    dispatch({ type: 'cover-answered', bibliography, answer, map: opened.map });
  },
};
