import { keepLast } from '../keep-last.ts';
import { zoomStep } from './label-box.ts';
import type { MapScene, MapView3 } from './map-scene.ts';
import { anchorNames } from './name-anchors.ts';
import { createNameFader, createTextMeasure, drawNames, nameFont } from './names.ts';
import { type PlacedName, placeNames, type ShownName, showNames } from './names-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Picker } from './pick.ts';
import { titledRegions } from './region-emphasis.ts';
import { createSettledWindow } from './settled-window.ts';
import { meets, type ScreenBox, type ScreenPoint, type Viewport } from './viewport.ts';

/** What the names of regions are drawn from. */
export interface NameLook {
  readonly scene: MapScene;
  readonly viewport: Viewport;
  readonly view: MapView3;
  readonly picker: Picker;
}

/** The names of regions: where they stand, which are seen, which is under the pointer. */
export interface NameLayer {
  /** All names of the zoom step, wherever one looks. */
  placed(look: NameLook): readonly PlacedName[];
  /** Those that the view shows whole. */
  shown(look: NameLook): readonly ShownName[];
  /** Draws the shown ones that touch none of `taken`; true while one is still coming. */
  draw(
    context: CanvasRenderingContext2D,
    look: NameLook,
    style: { readonly palette: MapPalette; readonly taken: readonly ScreenBox[]; readonly time: number },
  ): boolean;
  /** Id of the region whose drawn name is at most `reach` CSS pixels from a place of the window. */
  regionAt(point: ScreenPoint, reach: number): number | null;
  /** The name under the pointer is drawn as what can be clicked. True when that changes the picture. */
  point(region: number | null): boolean;
  forgetFonts(): void;
}

export function createNameLayer(context: CanvasRenderingContext2D, family: string): NameLayer {
  const texts = createTextMeasure(context, (size) => nameFont(family, size));
  const fader = createNameFader();
  let drawn: readonly ShownName[] = [];
  let pointed: number | null = null;

  const anchorsOf = keepLast(
    (regions: MapScene['regions'], membership: MapScene['membership'], xy: MapScene['xy']) =>
      anchorNames({ regions, membership, xy }),
  );
  const emphasisOf = keepLast(titledRegions);
  /** Placed names of every step that was seen: coming back to one costs nothing. */
  const stepsOf = keepLast((_regions: MapScene['regions'], _viewport: Viewport, _picker: Picker) => ({
    steps: new Map<number, readonly PlacedName[]>(),
  }));
  const settle = createSettledWindow();

  function placed({ scene, viewport, view, picker }: NameLook): readonly PlacedName[] {
    const regions = anchorsOf(scene.regions, scene.membership, scene.xy);
    const window = settle(viewport);
    const { steps } = stepsOf(regions, window, picker);
    const step = zoomStep(view.k);
    let names = steps.get(step);
    if (names === undefined) {
      names = placeNames(regions, {
        viewport: window,
        step,
        measure: texts.measure,
        countPapers: picker.count,
      });
      steps.set(step, names);
    }
    return names;
  }

  const shown = (look: NameLook): readonly ShownName[] => showNames(placed(look), look.viewport, look.view);

  return {
    placed,
    shown,
    draw(on, look, { palette, taken, time }) {
      const clear = shown(look).filter(({ box }) => !taken.some((other) => meets(box, other)));
      const { regions, membership, hits, region, reducedMotion } = look.scene;
      const faded = reducedMotion
        ? { names: clear.map((name) => ({ ...name, alpha: 1 })), isMoving: false }
        : fader.step(clear, time);
      const isStrong = emphasisOf(regions, membership, hits, region);
      drawNames(on, faded.names, { palette, family, pointed, isStrong });
      drawn = clear;
      return faded.isMoving;
    },
    regionAt({ x, y }, reach) {
      const hit = drawn.find(
        ({ box }) =>
          x >= box.left - reach && x <= box.right + reach && y >= box.top - reach && y <= box.bottom + reach,
      );
      return hit?.region.id ?? null;
    },
    point(region) {
      const isOther = region !== pointed;
      pointed = region;
      return isOther;
    },
    forgetFonts() {
      texts.forget();
      stepsOf.forget();
    },
  };
}
