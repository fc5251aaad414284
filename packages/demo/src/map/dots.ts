import { type DotKind, type DotStyles, dotRadius, kindAt, WARMTH_STEPS } from './dots-layout.ts';
import { type MapPalette, pickColor } from './palette.ts';
import type { ScreenBox, ScreenPoint } from './viewport.ts';

/** Draws dots, by kind and warmth. */
export interface DotStamps {
  stamp(context: CanvasRenderingContext2D, x: number, y: number, warmth: number, kind: DotKind): void;
}

export interface DotStampOptions {
  readonly palette: MapPalette;
  /** Radius of a settlement, in CSS pixels. */
  readonly settlement: number;
  readonly pixelRatio: number;
  /** A query lights up some papers, the others step back. */
  readonly isLit: boolean;
  /** Ready pictures instead of circles: thousands in a few milliseconds, to a quarter of a pixel. */
  readonly isFast: boolean;
}

interface DotLook {
  readonly radius: number;
  readonly rim: number;
  readonly fill: string;
  readonly rimFill: string;
}

/** Settlements that a query warms, but that are no hits, have a color from this part of the ramp on. */
const WARM_FROM = 0.25;
/** Shifts between two pixels, along each axis; a power of two. */
const PHASES = 4;
/** The look of all dimmed papers. */
const DIMMED = 2 * WARMTH_STEPS + 2;

/** Stamps for one theme, size and pixel ratio; pictures and colours are made when first needed. */
export function createDotStamps(options: DotStampOptions): DotStamps {
  const { palette, settlement, pixelRatio, isLit, isFast } = options;
  const looks: (DotLook | undefined)[] = [];
  const pictures: (ImageBitmap | undefined)[] = [];

  function lookOf(warmth: number, kind: DotKind): DotLook {
    if (kind === 'dimmed')
      return { radius: settlement, rim: 0, fill: palette.settlementFar, rimFill: palette.settlementFar };
    const isHit = kind === 'hit';
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

  /** All shifts of a dot between two pixels of the screen, side by side: copied pixel for pixel they are exact and fast. */
  function paint(look: DotLook): ImageBitmap {
    const side = pictureSide(look);
    const canvas = new OffscreenCanvas(side * PHASES, side * PHASES);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser gives no 2D canvas; the papers cannot be drawn');
    for (let phase = 0; phase < PHASES * PHASES; phase++) {
      const [column, line] = [phase % PHASES, Math.floor(phase / PHASES)];
      context.setTransform(pixelRatio, 0, 0, pixelRatio, column * side, line * side);
      const middle = Math.floor(side / 2);
      drawDisc(context, (middle + column / PHASES) / pixelRatio, (middle + line / PHASES) / pixelRatio, look);
    }
    return canvas.transferToImageBitmap();
  }

  function pictureSide({ radius, rim }: DotLook): number {
    return 2 * Math.ceil((radius + rim) * pixelRatio + 1) + 1;
  }

  return {
    stamp(context, x, y, warmth, kind) {
      const key = kind === 'dimmed' ? DIMMED : 2 * warmth + (kind === 'hit' ? 1 : 0);
      looks[key] ??= lookOf(warmth, kind);
      if (!isFast) {
        drawDisc(context, x, y, looks[key]);
        return;
      }
      pictures[key] ??= paint(looks[key]);
      const side = pictures[key].width / PHASES;
      const [phasesX, phasesY] = [Math.round(x * pixelRatio * PHASES), Math.round(y * pixelRatio * PHASES)];
      const [column, line] = [phasesX & (PHASES - 1), phasesY & (PHASES - 1)];
      const left = (phasesX - column) / PHASES - Math.floor(side / 2);
      const top = (phasesY - line) / PHASES - Math.floor(side / 2);
      const shown = side / pixelRatio;
      context.drawImage(
        pictures[key],
        column * side,
        line * side,
        side,
        side,
        left / pixelRatio,
        top / pixelRatio,
        shown,
        shown,
      );
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

/** Stamps the settlements or the hits that the window shows, in CSS pixels. */
export function drawDots(
  context: CanvasRenderingContext2D,
  xy: Float32Array,
  styles: DotStyles,
  stamps: DotStamps,
  { left, top, scale, shown }: DotFrame,
  isHits: boolean,
): void {
  const margin = 12;
  const { warmth, order, firstHit } = styles;
  const end = isHits ? order.length : firstHit;
  for (let at = isHits ? firstHit : 0; at < end; at++) {
    const row = order[at]!;
    const x = left + xy[2 * row]! * scale;
    const y = top - xy[2 * row + 1]! * scale;
    if (x < shown.left - margin || y < shown.top - margin) continue;
    if (x > shown.right + margin || y > shown.bottom + margin) continue;
    stamps.stamp(context, x, y, warmth[row]!, kindAt(styles, at));
  }
}

/** A ring around a paper: double and bold for the selected one, single and thin for the hovered one. */
export function drawRing(
  context: CanvasRenderingContext2D,
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

function drawDisc(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
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
