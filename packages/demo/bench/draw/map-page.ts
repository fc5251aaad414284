import { createMapView } from '../../src/map/create-map-view.ts';
import type { MapScene } from '../../src/map/map-scene.ts';
import { makeDots } from './made-dots.ts';
import { type MapMeasures, measureMap } from './map-measures.ts';

declare global {
  interface Window {
    measureMap(): MapMeasures;
  }
}

/** `?count=N&theme=dark&view=x,y,k`: the map of made papers in the whole window. */
const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
document.documentElement.dataset['theme'] = theme;
let scene: MapScene = makeDots({ count: Number(asked.get('count') ?? 1000), seed: 1, theme });
await document.fonts.load('italic 600 16px "Source Serif 4"');
const map = createMapView(document.querySelector<HTMLElement>('.stage')!, {
  onHover: (hovered) => change({ hovered }),
  onSelect: (selected) => change({ selected }),
  onRegion: (region) => change({ region }),
  onLasso: (lasso) => change({ lasso }),
  onView() {},
});
function change(part: Partial<MapScene>): void {
  scene = { ...scene, ...part };
  map.update(scene);
}
map.update(scene);
const [x, y, k] = asked.get('view')?.split(',').map(Number) ?? [];
if (x !== undefined && y !== undefined && k !== undefined) map.setView({ x, y, k });
// For the bench and for the console.
Object.assign(globalThis, { map, change, scene, measureMap: () => measureMap(scene) });
requestAnimationFrame(() => {
  setTimeout(() => {
    document.documentElement.dataset['ready'] = 'true';
  });
});
