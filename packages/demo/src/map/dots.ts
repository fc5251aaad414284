import { colourOf, NO_COLOUR, shadeOf } from './dot-colours.ts';
import { type DotKind, type DotStyles, dotRadius, kindAt, WARMTH_STEPS } from './dots-layout.ts';
import type { MapScene } from './map-scene.ts';
import { type MapPalette, paletteOf, pickColor } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenBox, ScreenPoint } from './viewport.ts';

/** How the papers of one theme and size look. */
export interface DotLooks {
  /** `colour`: of `DotStyles`. */
  of(warmth: number, kind: DotKind, colour: number): DotLook;
  /** Papers have colours of their own, which must be told. */
  readonly isColoured: boolean;
  /** Of a settlement that nothing is known of. */
  readonly plain: DotLook;
  /** The look that {@link lookKey} gave this number. */
  at(key: number): DotLook;
}

export interface DotLooksOptions {
  readonly theme: MapScene['theme'];
  /** Colours of the papers; null: those of the theme. */
  readonly colours: MapScene['colours'];
  /** Radius of a settlement, in CSS pixels. */
  readonly settlement: number;
  /** A query lights up some papers, the others step back. */
  readonly isLit: boolean;
}

/** A disc with a rim; lengths in CSS pixels. */
export interface DotLook {
  readonly radius: number;
  readonly rim: number;
  readonly fill: string;
  readonly rimFill: string;
}

/** Settlements that a query warms, but that are no hits, have a color from this part of the ramp on. */
const WARM_FROM = 0.25;
/** Looks of one colour; the first is that of all dimmed papers, of whatever colour. */
const LOOKS = 2 * WARMTH_STEPS + 3;
/** A coloured dot is so much larger than a plain one: its colour must be told. */
const COLOURED = 1.3;

/** Position of a look among all; the same for the same look. */
export function lookKey(warmth: number, kind: DotKind, colour: number): number {
  // No colour comes first, so that the keys lie close together.
  const slot = (colour + 1) & NO_COLOUR;
  return kind === 'dimmed' ? 0 : LOOKS * slot + 2 * warmth + (kind === 'hit' ? 2 : 1);
}

/** Looks for one theme and size, made when first needed. */
export function createDotLooks({ theme, colours, settlement, isLit }: DotLooksOptions): DotLooks {
  const palette = paletteOf(theme);
  const looks: (DotLook | undefined)[] = [];

  function make(warmth: number, kind: DotKind, colour: number): DotLook {
    if (kind === 'dimmed')
      // The rim keeps them in sight on land of about their own lightness: none vanishes.
      return { radius: settlement, rim: 0.7, fill: palette.settlementFar, rimFill: palette.settlementRim };
    const isHit = kind === 'hit';
    const filled = colourOf(colours, colour);
    if (colours !== null) {
      // A paper without a value is grey, though it is a hit.
      const fill = filled ?? palette.settlementFar;
      const radius = dotRadius(COLOURED * settlement, warmth, isHit);
      return { radius, rim: Math.min(isHit ? 1.2 : 0.8, 0.4 * radius), fill, rimFill: shadeOf(fill, theme) };
    }
    const share = warmth / WARMTH_STEPS;
    const rest = isLit ? palette.settlementDimmed : palette.settlement;
    const warm = pickColor(palette.hits, isHit ? share : WARM_FROM + share);
    return {
      radius: dotRadius(settlement, warmth, isHit),
      rim: isHit ? 1.2 : 0.9,
      fill: isHit || warmth > 1 ? warm : rest,
      rimFill: isHit ? palette.hitRim : palette.settlementRim,
    };
  }

  return {
    isColoured: colours !== null,
    plain: make(0, 'settlement', NO_COLOUR),
    of(warmth, kind, colour) {
      const key = lookKey(warmth, kind, colour);
      looks[key] ??= make(warmth, kind, colour);
      return looks[key];
    },
    at(key) {
      const [slot, look] = [Math.floor(key / LOOKS), key % LOOKS];
      const kind = look % 2 === 1 ? 'settlement' : 'hit';
      looks[key] ??= make((look - 1) >> 1, key === 0 ? 'dimmed' : kind, (slot - 1) & NO_COLOUR);
      return looks[key];
    },
  };
}

/** Where the papers stand on the screen: x = left + x · scale, y = top − y · scale. */
export interface DotFrame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** Only what reaches into this box is drawn. */
  readonly shown: ScreenBox;
}

/** Draws the settlements or the hits that the window shows, in CSS pixels. */
export function drawDots(
  context: Pen,
  xy: Float32Array,
  styles: DotStyles,
  looks: DotLooks,
  frame: DotFrame,
  isHits: boolean,
): void {
  eachDot(xy, styles, looks, frame, isHits, (x, y, look) => drawDisc(context, x, y, look));
}

/** Calls `draw` for the settlements or the hits that the window shows, from the bottom to the top, in CSS pixels. */
export function eachDot(
  xy: Float32Array,
  styles: DotStyles,
  looks: DotLooks,
  { left, top, scale, shown }: DotFrame,
  isHits: boolean,
  draw: (x: number, y: number, look: DotLook, row: number) => void,
): void {
  const margin = 12;
  const { warmth, colour, order, firstHit } = styles;
  const end = isHits ? order.length : firstHit;
  for (let at = isHits ? firstHit : 0; at < end; at++) {
    const row = order[at]!;
    const x = left + xy[2 * row]! * scale;
    const y = top - xy[2 * row + 1]! * scale;
    if (x < shown.left - margin || y < shown.top - margin) continue;
    if (x > shown.right + margin || y > shown.bottom + margin) continue;
    draw(x, y, looks.of(warmth[row]!, kindAt(styles, at), colour[row]!), row);
  }
}

/** A ring around a paper: double and bold for the selected one, single and thin for the hovered one. */
export function drawRing(
  context: Pen,
  { x, y }: ScreenPoint,
  radius: number,
  palette: MapPalette,
  isSelected: boolean,
): void {
  context.save();
  const ring = radius + (isSelected ? 3.4 : 2.6);
  context.beginPath();
  context.arc(x, y, ring, 0, 2 * Math.PI);
  context.strokeStyle = palette.hitRim;
  context.lineWidth = isSelected ? 4.4 : 3;
  context.stroke();
  context.strokeStyle = palette.ring;
  context.lineWidth = isSelected ? 2 : 1.2;
  context.stroke();
  context.restore();
}

/** Draws one paper. */
export function drawDisc(
  context: Pen | OffscreenCanvasRenderingContext2D,
  x: number,
  y: number,
  look: DotLook,
): void {
  if (look.rim > 0) {
    context.fillStyle = look.rimFill;
    context.beginPath();
    context.arc(x, y, look.radius + look.rim, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = look.fill;
  context.beginPath();
  context.arc(x, y, look.radius, 0, 2 * Math.PI);
  context.fill();
}
