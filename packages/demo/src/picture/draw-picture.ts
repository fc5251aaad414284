import { drawArcs } from '../map/arcs.ts';
import { layoutArcs } from '../map/arcs-layout.ts';
import { createDotLayer } from '../map/dot-layer.ts';
import {
  createDotLooks,
  type DotFrame,
  type DotLook,
  type DotLooks,
  drawRing,
  eachDot,
} from '../map/dots.ts';
import { type DotStyles, dotRadius, settlementRadius, styleDots } from '../map/dots-layout.ts';
import { HEAT_SHADE, paintHeat } from '../map/heat.ts';
import { layoutHeat } from '../map/heat-layout.ts';
import { drawJudged, type JudgedMark } from '../map/judged.ts';
import { drawLasso } from '../map/lasso.ts';
import { createNameLayer } from '../map/name-layer.ts';
import type { MapLook } from '../map/painter.ts';
import { type MapPalette, paletteOf } from '../map/palette.ts';
import { drawPathLine, drawPathSteps, stepBox } from '../map/path.ts';
import { dimmedRows } from '../map/region-emphasis.ts';
import { drawStars } from '../map/stars.ts';
import { contourLook, landColour, traceRings } from '../map/terrain.ts';
import { createTitleLayer } from '../map/title-layer.ts';
import { fitScale, projectPoint, type ScreenPoint } from '../map/viewport.ts';
import { createFineCanvas, type PicturePen } from './picture-pen.ts';
import { FINENESS, isRaster } from './picture-size.ts';

/** Rings are at least this large inside, and reach this far outside, as on the page. */
const MIN_RINGED = 3.2;
const RING = 5;
/** Of a title, what can be read of it in passing. */
const MAX_TITLE = 300;

/** Draws what a look at the map shows, from the land to the names, in CSS pixels: what is pointed at is left out. */
export function drawPicture(pen: PicturePen, look: MapLook, family: string): void {
  const { scene, viewport, view } = look;
  const palette = paletteOf(scene.theme);
  const scale = fitScale(viewport) * view.k;
  const origin = projectPoint(viewport, view, 0, 0);
  const place = (row: number): ScreenPoint =>
    projectPoint(viewport, view, scene.xy[2 * row] ?? 0, scene.xy[2 * row + 1] ?? 0);
  const isRow = (row: number | null): row is number => row !== null && row >= 0 && row < scene.count;

  pen.save();
  drawGround(pen, look, palette);
  const window = { palette, width: viewport.width, height: viewport.height, isDraft: false };
  if (scene.lasso !== null) {
    const { lasso } = scene;
    const corners = Array.from({ length: lasso.length / 2 }, (_, at) =>
      projectPoint(viewport, view, lasso[2 * at]!, lasso[2 * at + 1]!),
    );
    drawLasso(pen, corners, window);
  }
  drawArcs(pen, layoutArcs(scene.arcs, place), palette);
  const steps = scene.path.filter(isRow);
  drawPathLine(pen, steps.map(place), palette);

  const dimmed = dimmedRows(scene);
  const styles = styleDots({ ...scene, dimmed });
  const settlement = settlementRadius(scene.count, fitScale(viewport), view.k);
  const looks = createDotLooks({
    theme: scene.theme,
    colours: scene.colours,
    settlement,
    isLit: scene.heat !== null,
  });
  const isHit = new Set(scene.hits);
  const selected = isRow(scene.selected) ? scene.selected : null;
  const radiusOf = (row: number): number =>
    Math.max(MIN_RINGED, dotRadius(settlement, styles.warmth[row]!, isHit.has(row)));
  const marked = (rows: readonly number[]): JudgedMark[] =>
    rows
      .filter(isRow)
      .map((row) => ({ at: place(row), radius: radiusOf(row) + (row === selected ? RING : 0) }));
  // A star lies behind its dot.
  drawStars(pen, marked(scene.starred), palette);
  const shown = { left: 0, top: 0, right: viewport.width, bottom: viewport.height };
  const frame: DotFrame = { left: origin.x, top: origin.y, scale, shown };
  const disc = (x: number, y: number, at: DotLook, row: number): void =>
    pen.disc(x, y, at, (scene.titles[row] ?? '').slice(0, MAX_TITLE));
  if (isRaster(look)) pen.raster(shown, (context) => drawField(context, look, styles, looks, frame));
  else eachDot(scene.xy, styles, looks, frame, false, disc);

  drawTexts(pen, look, { palette, family, dimmed, steps });
  // As on the page no name hides a hit.
  eachDot(scene.xy, styles, looks, frame, true, disc);
  drawJudged(pen, { liked: marked(scene.liked), disliked: marked(scene.disliked) }, palette);
  if (selected !== null) drawRing(pen, place(selected), radiusOf(selected), palette, true);
  drawPathSteps(pen, steps.map(place), palette);
  pen.restore();
}

/** The settlements of a large atlas, pixel by pixel as on the page. */
function drawField(
  context: CanvasRenderingContext2D,
  { scene, cells }: MapLook,
  styles: DotStyles,
  looks: DotLooks,
  { left, top, scale, shown }: DotFrame,
): void {
  const fine = {
    left: left * FINENESS,
    top: top * FINENESS,
    scale: scale * FINENESS,
    width: Math.round(shown.right * FINENESS),
    height: Math.round(shown.bottom * FINENESS),
    pixelRatio: FINENESS,
  };
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  createDotLayer().draw(context, { xy: scene.xy, cells, styles, looks, frame: fine }, false);
  context.restore();
}

/** Sea, shoals, land, heat and contours. */
function drawGround(pen: PicturePen, { scene, terrain, viewport, view }: MapLook, palette: MapPalette): void {
  const { bands, shoals } = terrain;
  const point = (x: number, y: number): readonly [number, number] => {
    const at = projectPoint(viewport, view, x, y);
    return [at.x, at.y];
  };
  const trace = (rings: (typeof bands)[number]): void => {
    pen.beginPath();
    traceRings(pen, rings, point);
  };
  pen.beginPath();
  pen.rect(0, 0, viewport.width, viewport.height);
  pen.fillStyle = palette.sea;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = palette.shoal;
  for (const rings of shoals) {
    trace(rings);
    pen.stroke();
  }
  for (const [level, rings] of bands.entries()) {
    trace(rings);
    pen.fillStyle = landColour(palette, level, bands.length);
    pen.fill('evenodd');
  }
  if (scene.heat !== null && scene.count > 0 && bands[0] !== undefined) {
    const field = layoutHeat(scene.xy, scene.heat);
    const glow = paintHeat(field, palette);
    trace(bands[0]);
    pen.globalAlpha = HEAT_SHADE;
    pen.fillStyle = palette.sea;
    pen.fill('evenodd');
    pen.globalAlpha = 1;
    const [left, top] = point(field.x, field.y + field.height * field.cell);
    const [right, bottom] = point(field.x + field.width * field.cell, field.y);
    if (glow !== null) pen.image(glow, { left, top, right, bottom }, true);
  }
  for (const [level, rings] of bands.entries()) {
    const { width, colour } = contourLook(palette, level);
    trace(rings);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
}

interface TextStyle {
  readonly palette: MapPalette;
  readonly family: string;
  readonly dimmed: Uint8Array | null;
  readonly steps: readonly number[];
}

/** The titles that there is room for, and the names of regions, where the page has them. */
function drawTexts(pen: PicturePen, look: MapLook, { palette, family, dimmed, steps }: TextStyle): void {
  const { scene, viewport, view } = look;
  const names = createNameLayer(pen.measured, family);
  const titles = createTitleLayer(pen.measured, family);
  const taken = steps.map((row) =>
    stepBox(projectPoint(viewport, view, scene.xy[2 * row]!, scene.xy[2 * row + 1]!)),
  );
  while (!names.place(look, Number.POSITIVE_INFINITY));
  const placed = names.placed(look);
  const style = {
    ...{ palette, names: placed, taken, dimmed },
    without: new Set([scene.selected]),
    isHit: new Set(steps.length === 0 ? scene.hits : [...scene.hits, ...steps]),
  };
  // They are placed a few at a time: the last round, which places no more, is the one that counts.
  const nowhere = createFineCanvas(1, 1);
  while (titles.draw(nowhere, look, style));
  titles.draw(pen, look, style);
  // Without motion none fades in.
  const still = { ...look, scene: { ...scene, reducedMotion: true } };
  names.draw(pen, still, { palette, taken, time: 0 });
}
