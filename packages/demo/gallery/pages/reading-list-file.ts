import { answerMatch } from '../../src/search/answer-match.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const readingListFile: PageScene = {
  name: 'reading-list-file',
  about: 'A file came into the reading list: what is here, what is not, which line is bad.',
  shows: words.stars.missing(1),
  play: async ({ open, dispatch, opened, atlas }) => {
    open();
    const text = `@misc{a, title = {${opened.papers[3]!.title}}}\n@book{b, title = {The TeXbook}}\n@misc{c, note = {nothing}}`;
    const name = 'my.bib';
    const file = await answerMatch(atlas, new File([text], name), {});
    dispatch({ type: 'stars-toggled', isOpen: true }, { type: 'stars-brought', name, file, at: 1 });
  },
};
