import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const coloursByVenue: PageScene = {
  name: 'colour-legend',
  about: 'The legend of the colours, by venue.',
  shows: words.colour.why.values,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'colour-chosen', by: 'venue' });
  },
};

export const coloursByYear: PageScene = {
  name: 'colour-legend-years',
  about: 'The legend of the colours, by year.',
  shows: words.colour.why.range,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'colour-chosen', by: 'year' });
  },
};
