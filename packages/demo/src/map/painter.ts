import { drawArcs } from './arcs.ts';
import { layoutArcs } from './arcs-layout.ts';
import { createDotStamps, type DotFrame, type DotStamps, drawDots, drawRing } from './dots.ts';
import { type DotStyles, dotRadius, settlementRadius, styleDots } from './dots-layout.ts';
import { createLandLayer } from './land-layer.ts';
import type { MapCanvas } from './map-canvas.ts';
import type { MapScene, MapView3 } from './map-scene.ts';
import { anchorNames } from './name-anchors.ts';
import { createNameFader, createNameMeasure, drawNames } from './names.ts';
import { type MapBox, type PlacedName, placeNames, showNames } from './names-layout.ts';
import { paletteOf } from './palette.ts';
import { createPicker, type Picker } from './pick.ts';
import { traceTerrain } from './terrain.ts';
import type { Terrain } from './terrain-layout.ts';
import { createTitleLabels, type TitledPaper } from './titles.ts';
import { meets } from './titles-layout.ts';
import { fitScale, freeBox, projectPoint, type ScreenPoint, type Viewport } from './viewport.ts';

/** One look at the map: what, through which window, from where. */
interface MapLook {
  readonly scene: MapScene;
  readonly terrain: Terrain;
  readonly picker: Picker;
  readonly viewport: Viewport;
  readonly view: MapView3;
  /** A gesture or flight is under way: speed goes before the last crispness of the land. */
  readonly isMoving: boolean;
}

/** Draws all layers, bottom to top: land, heat, contours, arcs, papers, names, titles. */
export interface Painter {
  /** `time` in milliseconds; true when another frame is needed. */
  paint(look: MapLook, time: number): boolean;
  /** A font has come: texts are measured anew. */
  forgetFonts(): void;
  destroy(): void;
}

/** Rings are at least this large inside, and reach this far outside, in CSS pixels. */
const MIN_RINGED = 3.2;
const RING = 5;
/** A hit that a name would cover counts as this many papers more. */
const HIT_WEIGHT = 3;
/** Up to so many papers are drawn as true circles, each frame; more are kept in the picture of the land. */
const MAX_CIRCLES = 1200;

export function createPainter(container: HTMLElement, canvas: MapCanvas, family: string): Painter {
  const { context } = canvas;
  const land = createLandLayer();
  const names = createNameMeasure(context, family);
  const fader = createNameFader();
  const titles = createTitleLabels(container);
  const pathsOf = createMemo((terrain: Terrain) => traceTerrain(terrain));
  const stylesOf = createMemo((count: number, heat: MapScene['heat'], hits: MapScene['hits']) =>
    styleDots({ count, heat, hits }),
  );
  const stampsOf = createMemo(
    (
      theme: MapScene['theme'],
      settlement: number,
      pixelRatio: number,
      isLit: boolean,
      isFast: boolean,
    ): DotStamps => createDotStamps({ palette: paletteOf(theme), settlement, pixelRatio, isLit, isFast }),
  );
  const settlementsOf = createMemo(
    (xy: Float32Array, styles: DotStyles, stamps: DotStamps) =>
      (on: CanvasRenderingContext2D, frame: DotFrame): void =>
        drawDots(on, xy, styles, stamps, frame, false),
  );
  const anchorsOf = createMemo(
    (regions: MapScene['regions'], membership: MapScene['membership'], xy: MapScene['xy']) =>
      anchorNames({ regions, membership, xy }),
  );
  const placedOf = createMemo(
    (
      regions: MapScene['regions'],
      viewport: Viewport,
      k: number,
      picker: Picker,
      hits: Picker,
    ): PlacedName[] => {
      const countPapers = (box: MapBox): number => picker.count(box) + HIT_WEIGHT * hits.count(box);
      return placeNames(regions, { viewport, k, measure: names.measure, countPapers });
    },
  );
  const hitPickerOf = createMemo((xy: Float32Array, hits: MapScene['hits']) =>
    createPicker(Float32Array.from(hits.flatMap((row) => [xy[2 * row] ?? 0, xy[2 * row + 1] ?? 0]))),
  );

  function paint(look: MapLook, time: number): boolean {
    const { scene, viewport, view } = look;
    const { pixelRatio } = canvas;
    const palette = paletteOf(scene.theme);
    const paths = pathsOf(look.terrain);
    const styles = stylesOf(scene.count, scene.heat, scene.hits);
    // Steps of a quarter pixel: few stamps are made while zooming.
    const settlement = Math.round(4 * settlementRadius(scene.count, fitScale(viewport), view.k)) / 4;
    const isMany = scene.count > MAX_CIRCLES;
    const stamps = stampsOf(scene.theme, settlement, pixelRatio, scene.heat !== null, isMany);
    const settlements = isMany ? settlementsOf(scene.xy, styles, stamps) : null;
    context.setTransform(1, 0, 0, 1, 0, 0);
    const isCrisp = land.draw(context, { ...look, paths, pixelRatio, settlements }, look.isMoving);

    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    const place = (row: number): ScreenPoint =>
      projectPoint(viewport, view, scene.xy[2 * row] ?? 0, scene.xy[2 * row + 1] ?? 0);
    drawArcs(context, layoutArcs(scene.arcs, place), palette);
    const origin = projectPoint(viewport, view, 0, 0);
    const frame = {
      left: origin.x,
      top: origin.y,
      scale: fitScale(viewport) * view.k,
      shown: { left: 0, top: 0, right: viewport.width, bottom: viewport.height },
    };
    if (!isMany) drawDots(context, scene.xy, styles, stamps, frame, false);
    drawDots(context, scene.xy, styles, stamps, frame, true);

    const isHit = new Set(scene.hits);
    const radiusOf = (row: number): number => dotRadius(settlement, styles.warmth[row]!, isHit.has(row));
    const selected = isRow(scene, scene.selected) ? scene.selected : null;
    const hovered = isRow(scene, scene.hovered) && scene.hovered !== selected ? scene.hovered : null;
    const titled = (row: number | null): TitledPaper | null =>
      row === null
        ? null
        : {
            title: scene.titles[row] ?? '',
            at: place(row),
            radius: RING + Math.max(MIN_RINGED, radiusOf(row)),
          };

    const anchored = anchorsOf(scene.regions, scene.membership, scene.xy);
    const shown = showNames(
      placedOf(anchored, viewport, view.k, look.picker, hitPickerOf(scene.xy, scene.hits)),
      viewport,
      view,
    );
    const taken = titles.update(
      {
        selected: titled(selected),
        hovered: titled(hovered),
        avoid: [...scene.arcs.map(({ to }) => to), ...scene.hits].map(place),
        names: shown.map(({ box }) => box),
      },
      freeBox(viewport),
    );
    const clear = shown.filter(({ box }) => !taken.some((other) => meets(box, other)));
    const faded = scene.reducedMotion ? { names: clear, isMoving: false } : fader.step(clear, time);
    drawNames(context, faded.names, palette, family);

    // Above all: the papers one is looking at.
    for (const row of [selected, hovered]) {
      if (row === null) continue;
      drawRing(context, place(row), Math.max(MIN_RINGED, radiusOf(row)), palette, row === selected);
      stamps.stamp(context, place(row).x, place(row).y, styles.warmth[row]!, isHit.has(row));
    }
    return faded.isMoving || (!isCrisp && !look.isMoving);
  }

  return {
    paint,
    forgetFonts() {
      names.forget();
      titles.forgetFonts();
      placedOf.forget();
    },
    destroy: () => titles.destroy(),
  };
}

function isRow({ count }: MapScene, row: number | null): row is number {
  return row !== null && row >= 0 && row < count;
}

/** Keeps the last result as long as the arguments are the same ones. */
function createMemo<A extends readonly unknown[], R>(
  make: (...input: A) => R,
): ((...input: A) => R) & { forget(): void } {
  let last: { readonly input: A; readonly result: R } | null = null;
  const memo = (...input: A): R => {
    if (last === null || last.input.some((value, at) => value !== input[at]))
      last = { input, result: make(...input) };
    return last.result;
  };
  return Object.assign(memo, {
    forget: () => {
      last = null;
    },
  });
}
