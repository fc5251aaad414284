import type { MapScene, MapTheme, MapView3 } from '../src/map/map-scene.ts';

/** One small scene of the map: a live page in dev, a picture in tests. */
export interface GalleryScene {
  /** Its name in the address: `?scene=NAME`. */
  readonly name: string;
  /** What to look at. */
  readonly about: string;
  /** Always in this theme; otherwise in the one that is asked for. */
  readonly theme?: MapTheme;
  /** Where to look; the whole map otherwise. */
  readonly view?: MapView3;
  readonly make: (theme: MapTheme) => MapScene | Promise<MapScene>;
}
