import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const phoneRest: PageScene = {
  name: 'phone-rest',
  about: 'On a telephone the column is a sheet.',
  shows: words.rest.lead(84),
  isPhone: true,
  play: ({ open }) => open(),
};

export const phoneHits: PageScene = {
  name: 'phone-hits',
  about: 'The list of a question on a telephone, the whole sheet.',
  shows: words.search.took(12),
  isPhone: true,
  play: async ({ open, dispatch, ask }) => {
    open();
    await ask('floods of great rivers');
    dispatch({ type: 'sheet-moved', sheet: 'full' });
  },
};

export const phonePaper: PageScene = {
  name: 'phone-paper',
  about: 'An open paper on a telephone, the map above it.',
  shows: words.stars.star,
  isPhone: true,
  play: ({ open, dispatch, id }) => {
    open();
    dispatch({ type: 'paper-selected', id: id(1) });
  },
};

export const phoneShape: PageScene = {
  name: 'phone-shape',
  about: 'The knobs of the map on a telephone: a low sheet in place of the column, the map above it.',
  shows: words.shape.lead,
  isPhone: true,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'shape-panel-toggled', isOpen: true });
  },
};

export const phoneColours: PageScene = {
  name: 'phone-colours',
  about: 'The legend of the colours on a telephone.',
  shows: words.colour.why.values,
  isPhone: true,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'colour-chosen', by: 'venue' });
  },
};
