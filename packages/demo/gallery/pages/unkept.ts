import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const unkept: PageScene = {
  name: 'unkept',
  about: 'The browser does not keep the reading list, and it is said once.',
  shows: words.stars.unkept,
  play: ({ open, dispatch, id }) => {
    open();
    const message = 'the browser refuses to store anything for this site';
    dispatch(
      { type: 'paper-starred', id: id(1), at: 1 },
      { type: 'stars-unkept', error: { code: 'WRITE_FAILED', message, details: {} } },
    );
  },
};
