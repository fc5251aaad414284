import { keepLast } from '../keep-last.ts';
import { drawDotTitles, titleFont } from './dot-titles.ts';
import { createTitlePlacer, hasTitles } from './dot-titles-layout.ts';
import { settlementRadius } from './dots-layout.ts';
import { placeLabels, zoomOfStep, zoomStep } from './label-box.ts';
import type { MapScene } from './map-scene.ts';
import type { NameLook } from './name-layer.ts';
import { createTextMeasure } from './names.ts';
import type { PlacedName } from './names-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picker } from './pick.ts';
import { createSettledWindow } from './settled-window.ts';
import { fitScale, isClear, meets, type ScreenBox, type Viewport } from './viewport.ts';

/** Titles beside the dots, where there is room for them. */
export interface TitleLayer {
  /** Draws them but for `without`; true when more are to be placed. */
  draw(
    context: Pen,
    look: NameLook,
    style: {
      readonly palette: MapPalette;
      readonly names: readonly PlacedName[];
      readonly taken: readonly ScreenBox[];
      readonly without: ReadonlySet<number | null>;
      readonly isHit: ReadonlySet<number>;
      readonly dimmed: Uint8Array | null;
    },
  ): boolean;
  forgetFonts(): void;
}

/** Papers that are looked at in one frame: few enough for a smooth gesture. */
const BUDGET = 40;

export function createTitleLayer(context: CanvasRenderingContext2D, family: string): TitleLayer {
  const texts = createTextMeasure(context, (size) => titleFont(family, size));
  const placerOf = keepLast(
    (
      step: number,
      names: readonly PlacedName[],
      xy: Float32Array,
      titles: MapScene['titles'],
      picker: Picker,
      window: Viewport,
    ) => {
      // As large as dots become within the step.
      const dot = settlementRadius(titles.length, fitScale(window), zoomOfStep(step + 1));
      const { measure } = texts;
      return createTitlePlacer({ viewport: window, step, xy, titles, picker, dot, names, measure });
    },
  );
  const settle = createSettledWindow();

  return {
    draw(on, { scene, viewport, view, picker }, style) {
      const step = zoomStep(view.k);
      if (!hasTitles({ viewport, step }, scene.count)) return false;
      const placer = placerOf(step, style.names, scene.xy, scene.titles, picker, settle(viewport));
      const { titles, isAll } = placer.place(view, BUDGET);
      const boxOf = placeLabels(viewport, view);
      const shown = titles
        .filter(({ row }) => !style.without.has(row))
        .map((title) => ({ title, box: boxOf(title) }))
        .filter(({ box }) => isClear(viewport, box) && !style.taken.some((other) => meets(other, box)))
        .map(({ title, box }) => ({
          title,
          box,
          isStrong: style.isHit.size === 0 || style.isHit.has(title.row),
          isBack: style.dimmed?.[title.row] === 1,
        }));
      drawDotTitles(on, shown, style.palette, family);
      return !isAll;
    },
    forgetFonts() {
      texts.forget();
      placerOf.forget();
    },
  };
}
