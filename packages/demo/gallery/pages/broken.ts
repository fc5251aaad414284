import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const brokenAtlas: PageScene = {
  name: 'broken-atlas',
  about: 'The atlas cannot be opened: which file, and what to do.',
  shows: words.failure.damaged,
  play: ({ dispatch }) =>
    dispatch({
      type: 'atlas-failed',
      error: {
        code: 'ATLAS_DAMAGED',
        message: 'data/papers-0a1b2c3d.jsonl has 812 bytes, expected 4096',
        details: { file: 'data/papers-0a1b2c3d.jsonl' },
      },
    }),
};

export const brokenPart: PageScene = {
  name: 'broken-part',
  about: 'A part of the atlas is damaged: which file, and what works all the same.',
  shows: words.failure.part('data/regions-0a1b2c3d.json'),
  play: ({ open }) => {
    const message = 'data/regions-0a1b2c3d.json is missing';
    const details = { file: 'data/regions-0a1b2c3d.json' };
    open({ changes: { problems: [{ code: 'ATLAS_DAMAGED', message, details }] } });
  },
};
