import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const modelMissing: PageScene = {
  name: 'model-missing',
  about: 'The model is not there: search by meaning is off, and it is said.',
  shows: words.model.missing,
  play: ({ open, dispatch }) => {
    open({ model: false });
    const error = {
      code: 'MODEL_NOT_FOUND',
      message: 'config.json is missing',
      details: { file: 'config.json' },
    } as const;
    dispatch({ type: 'meaning-failed', part: 'model', error });
  },
};
