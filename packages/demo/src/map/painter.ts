import { keepLast } from '../keep-last.ts';
import { drawArcs } from './arcs.ts';
import { layoutArcs } from './arcs-layout.ts';
import type { Cells } from './cells.ts';
import type { FieldFrame } from './dot-field.ts';
import { createDotLayer } from './dot-layer.ts';
import { createDotLooks, drawDisc, drawDots, drawRing } from './dots.ts';
import { dotRadius, settlementRadius, styleDots } from './dots-layout.ts';
import { drawJudged } from './judged.ts';
import { createLandLayer } from './land-layer.ts';
import { drawLasso } from './lasso.ts';
import type { MapCanvas } from './map-canvas.ts';
import type { MapScene, MapView3 } from './map-scene.ts';
import { createNameLayer, PLACING_MS } from './name-layer.ts';
import { paletteOf } from './palette.ts';
import { drawPathLine, drawPathSteps, stepBox } from './path.ts';
import type { Picker } from './pick.ts';
import { dimmedRows } from './region-emphasis.ts';
import { rowsOnTop } from './rows-on-top.ts';
import { drawStars } from './stars.ts';
import { traceTerrain } from './terrain.ts';
import type { Terrain } from './terrain-layout.ts';
import { createTitleLayer } from './title-layer.ts';
import { createTitleLabels, type TitledPaper } from './titles.ts';
import { fitScale, freeBox, projectPoint, type ScreenPoint, type Viewport } from './viewport.ts';

/** One look at the map: what, through which window, from where. */
export interface MapLook {
  readonly scene: MapScene;
  /** Where the papers stand now: `scene.xy` itself, or on their way to it. */
  readonly places: Float32Array;
  readonly terrain: Terrain;
  readonly cells: Cells;
  readonly picker: Picker;
  readonly viewport: Viewport;
  readonly view: MapView3;
  /** A gesture or flight is under way: speed goes before the last crispness of the land. */
  readonly isMoving: boolean;
}

/** Draws all layers, bottom to top: land, heat, contours, arcs, papers, their titles, names, titles of what is pointed at. */
export interface Painter {
  /** `time` in milliseconds; true when another frame is needed. */
  paint(look: MapLook, time: number): boolean;
  /**
   * Measures and places what is written, which takes as long as a picture, if that is still to be done; until then
   * pictures are without. Of many papers at rest, also makes ready what has changed of the land, or else of the dots.
   * Of many papers the first picture is made ready part by part too. True when something was done now.
   */
  prepare(look: MapLook): boolean;
  /** Id of the region whose name is at most `reach` CSS pixels from a place of the window; null when none is. */
  regionAt(point: ScreenPoint, reach: number): number | null;
  /** The name of this region is under the pointer; true when another picture is needed. */
  pointAt(region: number | null): boolean;
  /** A font has come: texts are measured anew. */
  forgetFonts(): void;
  destroy(): void;
}

/** Rings are at least this large inside, and reach this far outside, in CSS pixels. */
const MIN_RINGED = 3.2;
const RING = 5;
/** Up to so many papers are drawn as true circles; more as pixels, see `dot-field.ts`. */
export const MAX_CIRCLES = 1200;

export function createPainter(container: HTMLElement, canvas: MapCanvas, family: string): Painter {
  const { context } = canvas;
  const land = createLandLayer();
  const names = createNameLayer(context, family);
  const dotTitles = createTitleLayer(context, family);
  const titles = createTitleLabels(container);
  const pathsOf = keepLast((terrain: Terrain) => traceTerrain(terrain));
  const dimmedOf = keepLast(
    (count: number, membership: Int32Array, region: number | null, outside: Uint8Array | null) =>
      dimmedRows({ count, membership, region, outside }),
  );
  const stylesOf = keepLast(
    (
      count: number,
      heat: MapScene['heat'],
      hits: MapScene['hits'],
      colours: MapScene['colours'],
      dimmed: Uint8Array | null,
    ) => styleDots({ count, heat, hits, colours, dimmed }),
  );
  let isPrepared = false;
  let isPainted = false;
  let traced: Terrain | null = null;
  const looksOf = keepLast(
    (theme: MapScene['theme'], colours: MapScene['colours'], settlement: number, isLit: boolean) =>
      createDotLooks({ theme, colours, settlement, isLit }),
  );
  const field = createDotLayer();

  function dressDots({ scene, viewport, view }: MapLook) {
    const dimmed = dimmedOf(scene.count, scene.membership, scene.region, scene.outside);
    const styles = stylesOf(scene.count, scene.heat, scene.hits, scene.colours, dimmed);
    // Steps of a quarter pixel: few looks are made while zooming.
    const settlement = Math.round(4 * settlementRadius(scene.count, fitScale(viewport), view.k)) / 4;
    const looks = looksOf(scene.theme, scene.colours, settlement, scene.heat !== null);
    return { dimmed, styles, settlement, looks };
  }

  /** Where the papers stand in canvas pixels. */
  function pixelsOf(look: MapLook): FieldFrame {
    const { pixelRatio } = canvas;
    const { left, top, scale } = standOf(look);
    const { width, height } = canvas.element;
    return {
      ...{ left: left * pixelRatio, top: top * pixelRatio, scale: scale * pixelRatio },
      ...{ width, height, pixelRatio },
    };
  }

  function paint(look: MapLook, time: number): boolean {
    isPainted = true;
    const { scene, places, viewport, view } = look;
    const { pixelRatio } = canvas;
    const palette = paletteOf(scene.theme);
    const paths = pathsOf(look.terrain);
    const { dimmed, styles, settlement, looks } = dressDots(look);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const isCrisp = land.draw(context, { ...look, paths, pixelRatio }, look.isMoving);

    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    const place = (row: number): ScreenPoint =>
      projectPoint(viewport, view, places[2 * row] ?? 0, places[2 * row + 1] ?? 0);
    const window = { palette, width: viewport.width, height: viewport.height };
    if (scene.lasso !== null) drawLasso(context, cornersOf(scene.lasso, look), { ...window, isDraft: false });
    drawArcs(context, layoutArcs(scene.arcs, place), palette);
    const steps = scene.path.filter((row) => isRow(scene, row));
    drawPathLine(context, steps.map(place), palette);
    const frame = {
      ...standOf(look),
      shown: { left: 0, top: 0, right: viewport.width, bottom: viewport.height },
    };
    let isFine = true;
    if (isMany(scene)) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      isFine = field.draw(
        context,
        { ...look, xy: scene.xy, styles, looks, frame: pixelsOf(look) },
        look.isMoving,
      );
      context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    } else drawDots(context, places, styles, looks, frame, false);
    drawDots(context, places, styles, looks, frame, true);

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

    const isAllPlaced = isPrepared && names.place(look, look.isMoving ? PLACING_MS.moving : PLACING_MS.still);
    const placed = isPrepared ? names.placed(look) : [];
    const taken = titles.update(
      {
        selected: titled(selected),
        hovered: titled(hovered),
        near: scene.arcs.map(({ to }) => place(to)),
        avoid: [...scene.hits, ...steps].map(place),
        names: isPrepared ? names.shown(look).map(({ box }) => box) : [],
      },
      freeBox(viewport),
    );
    let isOwed = !isPrepared;
    if (isPrepared) {
      const without = new Set([selected, hovered]);
      const titledFirst = steps.length === 0 ? isHit : new Set([...scene.hits, ...steps]);
      const style = { palette, names: placed, taken, without, isHit: titledFirst, dimmed };
      // Beside a dot that is on its way no title stands.
      const hasMore = places === scene.xy && dotTitles.draw(context, look, style);
      const covered = [...taken, ...steps.map((row) => stepBox(place(row)))];
      isOwed = names.draw(context, look, { palette, taken: covered, time }) || hasMore || !isAllPlaced;
    }

    const marked = (rows: readonly number[]) =>
      rows
        .filter((row) => isRow(scene, row))
        .map((row) => {
          // Outside the ring of what one looks at.
          const ring = row === selected || row === hovered ? RING : 0;
          return { at: place(row), radius: ring + Math.max(MIN_RINGED, radiusOf(row)) };
        });
    drawStars(context, marked(scene.starred), palette);
    // No name hides what one asked for or has marked.
    for (const row of rowsOnTop(scene)) {
      const kind = isHit.has(row) ? 'hit' : dimmed?.[row] === 1 ? 'dimmed' : 'settlement';
      drawDisc(context, place(row).x, place(row).y, looks.of(styles.warmth[row]!, kind, styles.colour[row]!));
    }
    drawJudged(context, { liked: marked(scene.liked), disliked: marked(scene.disliked) }, palette);

    // Above all: the papers one is looking at.
    for (const row of [selected, hovered]) {
      if (row === null) continue;
      drawRing(context, place(row), Math.max(MIN_RINGED, radiusOf(row)), palette, row === selected);
      const kind = isHit.has(row) ? 'hit' : 'settlement';
      drawDisc(context, place(row).x, place(row).y, looks.of(styles.warmth[row]!, kind, styles.colour[row]!));
    }
    drawPathSteps(context, steps.map(place), palette);
    if (scene.draft !== null) drawLasso(context, cornersOf(scene.draft, look), { ...window, isDraft: true });
    return isOwed || (!(isCrisp && isFine) && !look.isMoving);
  }

  function prepareDots(look: MapLook): boolean {
    const { scene, terrain, isMoving } = look;
    if (isMoving || !isMany(scene)) return false;
    const isTraced = terrain === traced;
    const paths = pathsOf(terrain);
    traced = terrain;
    if (!isTraced && !isPainted) return true;
    if (land.prepare({ ...look, paths, pixelRatio: canvas.pixelRatio }, isMoving)) return true;
    const { styles, looks } = dressDots(look);
    const dots = { ...look, xy: scene.xy, styles, looks, frame: pixelsOf(look) };
    return isPainted ? field.prepare(dots, isMoving) : field.begin(dots, isMoving);
  }

  return {
    paint,
    regionAt: names.regionAt,
    pointAt: names.point,
    prepare(look) {
      if (isPrepared || !isPainted) return prepareDots(look);
      isPrepared = true;
      names.place(look, PLACING_MS.alone);
      return true;
    },
    forgetFonts() {
      isPrepared = false;
      names.forgetFonts();
      dotTitles.forgetFonts();
      titles.forgetFonts();
    },
    destroy: () => titles.destroy(),
  };
}

function isMany({ count }: MapScene): boolean {
  return count > MAX_CIRCLES;
}

/** Where the papers stand in the window, in CSS pixels. */
function standOf({ viewport, view }: MapLook): Pick<FieldFrame, 'left' | 'top' | 'scale'> {
  const { x, y } = projectPoint(viewport, view, 0, 0);
  return { left: x, top: y, scale: fitScale(viewport) * view.k };
}

function cornersOf(line: readonly number[], { viewport, view }: MapLook): ScreenPoint[] {
  return Array.from({ length: line.length / 2 }, (_, at) =>
    projectPoint(viewport, view, line[2 * at]!, line[2 * at + 1]!),
  );
}

function isRow({ count }: MapScene, row: number | null): row is number {
  return row !== null && row >= 0 && row < count;
}
