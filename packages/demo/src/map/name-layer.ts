import { keepLast } from '../keep-last.ts';
import { zoomStep } from './label-box.ts';
import type { MapScene, MapView3 } from './map-scene.ts';
import { createNameAnchors, type NameAnchors } from './name-anchors.ts';
import { createNameFader, createTextMeasure, drawNames, nameFont } from './names.ts';
import {
  createNamePlacer,
  type NamePlacer,
  type PlacedName,
  type ShownName,
  showNames,
} from './names-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
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

/** So long names are placed, in milliseconds: in a picture while one moves and while one does not, and without a picture. */
export const PLACING_MS = { moving: 1.2, still: 6, alone: 16 } as const;

/** The names of regions: where they stand, which are seen, which is under the pointer. */
export interface NameLayer {
  /** Places names of the zoom step for so many milliseconds, or a little more; true when all of them are. */
  place(look: NameLook, ms: number): boolean;
  /** All names of the zoom step, wherever one looks; while they are being placed those of the step before, or the first. */
  placed(look: NameLook): readonly PlacedName[];
  /** Those that the view shows whole. */
  shown(look: NameLook): readonly ShownName[];
  /** Draws the shown ones that touch none of `taken`; true while one is still coming. */
  draw(
    context: Pen,
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
      createNameAnchors({ regions, membership, xy }),
  );
  const emphasisOf = keepLast(titledRegions);
  /** Names of every step that was seen: coming back to one costs nothing. */
  const stepsOf = keepLast((_anchors: NameAnchors, _viewport: Viewport, _picker: Picker) => ({
    steps: new Map<number, NamePlacer>(),
  }));
  /** The last names that were all placed: they stand while others are being placed. */
  const wholeOf = keepLast((_anchors: NameAnchors): { names: readonly PlacedName[] | null } => ({
    names: null,
  }));
  const settle = createSettledWindow();

  function placerOf({ viewport, view, picker }: NameLook, anchors: NameAnchors): NamePlacer {
    const window = settle(viewport);
    const { steps } = stepsOf(anchors, window, picker);
    const step = zoomStep(view.k);
    let placer = steps.get(step);
    if (placer === undefined) {
      placer = createNamePlacer(anchors.regions, {
        viewport: window,
        step,
        measure: texts.measure,
        countPapers: picker.count,
        anchor: anchors.anchor,
      });
      steps.set(step, placer);
    }
    return placer;
  }

  const anchorsIn = ({ scene }: NameLook): NameAnchors =>
    anchorsOf(scene.regions, scene.membership, scene.xy);

  function place(look: NameLook, ms: number): boolean {
    const anchors = anchorsIn(look);
    const placer = placerOf(look, anchors);
    const end = performance.now() + ms;
    if (!placer.place(() => performance.now() < end)) return false;
    wholeOf(anchors).names = placer.names;
    return true;
  }

  function placed(look: NameLook): readonly PlacedName[] {
    const anchors = anchorsIn(look);
    return wholeOf(anchors).names ?? placerOf(look, anchors).names;
  }

  const shown = (look: NameLook): readonly ShownName[] => showNames(placed(look), look.viewport, look.view);

  return {
    place,
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
      wholeOf.forget();
    },
  };
}
