import { createMapView } from '../src/map/create-map-view.ts';
import { findInside } from '../src/map/inside-lasso.ts';
import type { Lasso } from '../src/map/lasso-line.ts';
import type { MapScene, MapTheme } from '../src/map/map-scene.ts';
import type { MapView } from '../src/map/map-view.ts';
import type { GalleryScene } from './gallery-scene.ts';
import type { PageScene } from './page-scene.ts';
import { PAGE_SCENES } from './page-scenes.ts';
import { GALLERY_SCENES } from './scenes.ts';

type Named = Pick<GalleryScene, 'name' | 'about'>;

/**
 * `?scene=NAME` shows one scene in the whole window, else all are listed, small and live, and below them the states of the page. `&theme=dark` asks for the dark
 * palette, `&view=x,y,k` looks elsewhere, `&left=PIXELS` leaves room for a panel, `&reduced=1` asks for no motion.
 * `data-ready` on the root element says that the picture is complete.
 */
const asked = new URLSearchParams(location.search);
const theme: MapTheme = asked.get('theme') === 'dark' ? 'dark' : 'light';

async function show(stage: HTMLElement, shown: GalleryScene): Promise<MapView> {
  let scene: MapScene = { ...(await shown.make(shown.theme ?? theme)), reducedMotion: asked.has('reduced') };
  const change = (part: Partial<MapScene>): void => {
    scene = { ...scene, ...part };
    map.update(scene);
  };
  stage.dataset['theme'] = scene.theme;
  const outsideOf = (lasso: Lasso): Uint8Array => {
    const outside = new Uint8Array(scene.count).fill(1);
    for (const row of findInside(scene.xy, lasso)) outside[row] = 0;
    return outside;
  };
  const map = createMapView(stage, {
    onHover: (hovered) => change({ hovered }),
    onSelect(selected) {
      change(selected === null ? { selected, region: null, lasso: null, outside: null } : { selected });
      if (selected !== null) map.flyTo(selected);
    },
    onRegion(region) {
      change({ region });
      const { membership, count } = scene;
      const rows = Array.from({ length: count }, (_, row) => row);
      map.fit(
        rows.filter((row) => membership[2 * row] === region || membership[2 * row + 1] === region),
        { animate: true },
      );
    },
    onLasso: (lasso) => change({ lasso, outside: outsideOf(lasso) }),
    onView() {},
  });
  map.setLabel(shown.about);
  map.setInsets({ left: Number(asked.get('left') ?? 0), right: 0, top: 0, bottom: 0 });
  map.update(scene);
  const [x, y, k] = asked.get('view')?.split(',').map(Number) ?? [];
  if (x !== undefined && y !== undefined && k !== undefined) map.setView({ x, y, k });
  else if (shown.view !== undefined) map.setView(shown.view);
  return map;
}

function addStage(parent: HTMLElement): HTMLElement {
  const stage = document.createElement('div');
  stage.className = 'stage';
  parent.append(stage);
  return stage;
}

function addCard(list: HTMLElement, { name, about }: Named, href: string): HTMLElement {
  const card = document.createElement('li');
  const stage = addStage(card);
  const link = document.createElement('a');
  link.href = href;
  link.textContent = name;
  const line = document.createElement('p');
  line.textContent = about;
  card.append(link, line);
  list.append(card);
  return stage;
}

/** A state of the page, small, in a window of its own. */
function addPage(list: HTMLElement, scene: PageScene): void {
  const href = `page.html?scene=${scene.name}&theme=${theme}`;
  const frame = document.createElement('iframe');
  frame.src = href;
  frame.loading = 'lazy';
  frame.title = scene.about;
  frame.className = scene.isPhone ? 'is-phone' : '';
  addCard(list, scene, href).append(frame);
}

function addList(title: string): HTMLElement {
  const heading = document.createElement('h2');
  heading.textContent = title;
  const list = document.createElement('ul');
  list.className = 'gallery-list';
  document.body.append(heading, list);
  return list;
}

const one = GALLERY_SCENES.find(({ name }) => name === asked.get('scene'));
document.documentElement.dataset['theme'] = one?.theme ?? theme;
await document.fonts.load('italic 600 16px "Source Serif 4"');
if (one !== undefined) {
  // For the console and for tests.
  Object.assign(globalThis, { map: await show(addStage(document.body), one) });
} else {
  const layers = addList('Layers of the map');
  for (const shown of GALLERY_SCENES)
    await show(addCard(layers, shown, `?scene=${shown.name}&theme=${theme}`), shown);
  const states = addList('States of the page');
  for (const scene of PAGE_SCENES) addPage(states, scene);
}
await document.fonts.ready;
setTimeout(() => {
  document.documentElement.dataset['ready'] = 'true';
}, 400);
