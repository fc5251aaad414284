import { createRandom } from 'paper-atlas';
import { sortIntoCells } from '../../src/map/cells.ts';
import type { MapScene } from '../../src/map/map-scene.ts';
import { createNameLayer, PLACING_MS } from '../../src/map/name-layer.ts';
import { NAME_FAMILY } from '../../src/map/names.ts';
import { paletteOf } from '../../src/map/palette.ts';
import { createPicker, type Picker } from '../../src/map/pick.ts';
import { fitScale, NO_INSETS, unprojectPoint, type Viewport, WHOLE_MAP } from '../../src/map/viewport.ts';
import { pickQuantile } from '../page-watch.ts';

interface Times {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

/** Parts of the map alone, each by `performance.measure`. */
export interface MapMeasures {
  readonly pick: Times & {
    /** Sorting the papers for it. */
    readonly buildMs: number;
    /** Places at which all papers were looked at too, and at how many the same was found. */
    readonly compared: number;
    readonly equal: number;
  };
  /** Of each frame of a zoom in and out: names placed, chosen and drawn. */
  readonly names: Times;
}

const PICKS = 20_000;
const COMPARED = 300;
const FRAMES = 360;
/** How far a mouse may be off, in CSS pixels. */
const REACH = 12;

export function measureMap(scene: MapScene): MapMeasures {
  const { halfWidth, halfHeight } = scene.terrain;
  const window = { width: innerWidth, height: innerHeight, insets: NO_INSETS, covers: [] };
  const viewport: Viewport = { ...window, halfWidth, halfHeight };
  const picker = measured('build', () => createPicker(scene.xy, sortIntoCells(scene.xy)));
  const pick = measurePicks(scene, viewport, picker);
  const [buildMs = 0] = timesOf('build');
  return { pick: { ...pick, buildMs }, names: measureNames(scene, viewport, picker) };
}

function measurePicks(
  { xy, count }: MapScene,
  viewport: Viewport,
  picker: Picker,
): Omit<MapMeasures['pick'], 'buildMs'> {
  const random = createRandom(3);
  let equal = 0;
  for (let at = 0; at < PICKS; at++) {
    const k = 2 ** (4 * random());
    const { x, y } = unprojectPoint(
      viewport,
      WHOLE_MAP,
      random() * viewport.width,
      random() * viewport.height,
    );
    const radius = REACH / (fitScale(viewport) * k);
    const found = measured('pick', () => picker.find(x, y, radius));
    if (at >= COMPARED) continue;
    let nearest: number | null = null;
    let least = radius ** 2;
    for (let row = 0; row < count; row++) {
      const away = (x - xy[2 * row]!) ** 2 + (y - xy[2 * row + 1]!) ** 2;
      if (away < least) [nearest, least] = [row, away];
    }
    if (found === nearest) equal++;
  }
  return { ...summarise(timesOf('pick')), compared: COMPARED, equal };
}

function measureNames(scene: MapScene, viewport: Viewport, picker: Picker): Times {
  const canvas = new OffscreenCanvas(viewport.width, viewport.height);
  // Read after each frame, so that what is drawn is in the time.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no 2D canvas');
  const layer = createNameLayer(context as unknown as CanvasRenderingContext2D, NAME_FAMILY);
  const palette = paletteOf(scene.theme);
  for (let frame = 0; frame < FRAMES; frame++) {
    const share = (1 - Math.cos((2 * Math.PI * frame) / FRAMES)) / 2;
    const view = { x: 0.2 * share, y: 0.1 * share, k: 12 ** share };
    const look = { scene, viewport, view, picker };
    context.clearRect(0, 0, viewport.width, viewport.height);
    measured('names', () => {
      layer.place(look, PLACING_MS.moving);
      layer.draw(context as unknown as CanvasRenderingContext2D, look, {
        palette,
        taken: [],
        time: frame * 17,
      });
      context.getImageData(0, 0, 1, 1);
    });
  }
  return summarise(timesOf('names'));
}

function measured<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  performance.measure(name, { start });
  return result;
}

function timesOf(name: string): number[] {
  return performance.getEntriesByName(name, 'measure').map(({ duration }) => duration);
}

function summarise(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    medianMs: pickQuantile(sorted, 0.5),
    p95Ms: pickQuantile(sorted, 0.95),
    p99Ms: pickQuantile(sorted, 0.99),
    worstMs: sorted.at(-1) ?? Number.NaN,
  };
}
