import { createExplorerPage, type PageServices } from '../src/explorer-page.ts';
import { followKeyboard } from '../src/keyboard.ts';
import { themeOf } from '../src/state/scene.ts';
import { INITIAL_STATE } from '../src/state/state.ts';
import { createStore } from '../src/state/store.ts';
import { makeGalleryAtlas } from './made-atlas.ts';
import { createPagePlayer } from './page-player.ts';
import { PAGE_SCENES } from './page-scenes.ts';

/**
 * `page.html?scene=NAME` shows one state of the page, `&theme=dark` in the dark. One can go on from there as far as no
 * worker is needed. `data-ready` on the root element says that it is there.
 */
const asked = new URLSearchParams(location.search);
const scene = PAGE_SCENES.find(({ name }) => name === asked.get('scene')) ?? PAGE_SCENES[0]!;

/** Nothing is read, made or kept here. */
const nothing = async () => undefined;
const refuse = () => Promise.reject(new Error('the gallery keeps nothing'));
const workshop = {
  ...{ add: nothing, make: nothing, goOn: nothing, cover: nothing, open: nothing },
  cancel: () => undefined,
};
const shelf = {
  ...{ read: refuse, readBegun: refuse },
  find: async () => null,
  begin: async () => false,
  ...{ forget: nothing, look: nothing, put: nothing, save: nothing, remove: nothing },
};
const services: PageServices = {
  own: async () => ({ workshop, shelf }),
  bringStars: nothing,
  reload: () => location.reload(),
};

const store = createStore(INITIAL_STATE);
const page = createExplorerPage(store, services);
store.listen((state) => {
  document.documentElement.dataset['theme'] = themeOf(state);
});
const choice = asked.get('theme') === 'dark' ? 'dark' : 'light';
store.dispatch({ type: 'theme-chosen', choice });
store.dispatch({ type: 'motion-changed', reducedMotion: true });
document.title = scene.name;
page.show();
followKeyboard(store, page.keyboard);
await scene.play(createPagePlayer(store, await makeGalleryAtlas()));
await document.fonts.ready;
document.documentElement.dataset['ready'] = 'true';
