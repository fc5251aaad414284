import { type DotStyles, dotRadius, WARMTH_STEPS } from './dots-layout.ts';
import { type MapPalette, pickColor } from './palette.ts';
import type { ScreenPoint } from './viewport.ts';

/** Ready pictures of dots by kind and warmth, made when first needed: thousands are stamped in a few milliseconds. */
export interface DotStamps {
  stamp(context: CanvasRenderingContext2D, x: number, y: number, warmth: number, isHit: boolean): void;
}

export interface DotStampOptions {
  readonly palette: MapPalette;
  /** Radius of a settlement, in CSS pixels. */
  readonly settlement: number;
  readonly pixelRatio: number;
  /** A query lights up some papers, the others step back. */
  readonly isLit: boolean;
}

/** Stamps for one theme, size and pixel ratio. */
export function createDotStamps(options: DotStampOptions): DotStamps {
  const { palette, settlement, pixelRatio, isLit } = options;
  const stamps: (HTMLCanvasElement | undefined)[] = [];

  function make(warmth: number, isHit: boolean): HTMLCanvasElement {
    const radius = dotRadius(settlement, warmth, isHit) * pixelRatio;
    const rim = (isHit ? 1.2 : 0.9) * pixelRatio;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 2 * Math.ceil(radius + rim + 1);
    const context = canvas.getContext('2d');
    if (context === null) return canvas;
    const middle = canvas.width / 2;
    const rest = isLit ? palette.settlementDimmed : palette.settlement;
    fillDisc(context, middle, radius + rim, isHit ? palette.hitRim : palette.settlementRim);
    fillDisc(
      context,
      middle,
      radius,
      isHit || warmth > 0 ? pickColor(palette.hits, warmth / WARMTH_STEPS) : rest,
    );
    return canvas;
  }

  return {
    stamp(context, x, y, warmth, isHit) {
      const key = 2 * warmth + (isHit ? 1 : 0);
      stamps[key] ??= make(warmth, isHit);
      const image = stamps[key];
      const side = image.width / pixelRatio;
      context.drawImage(image, x - side / 2, y - side / 2, side, side);
    },
  };
}

/** Where the papers stand on the screen: x = left + x · scale, y = top − y · scale. */
export interface DotFrame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Stamps every paper that the window shows, in CSS pixels. */
export function drawDots(
  context: CanvasRenderingContext2D,
  xy: Float32Array,
  { warmth, order, firstHit }: DotStyles,
  stamps: DotStamps,
  { left, top, scale, width, height }: DotFrame,
): void {
  const margin = 12;
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const x = left + xy[2 * row]! * scale;
    const y = top - xy[2 * row + 1]! * scale;
    if (x < -margin || y < -margin || x > width + margin || y > height + margin) continue;
    stamps.stamp(context, x, y, warmth[row]!, at >= firstHit);
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

function fillDisc(context: CanvasRenderingContext2D, middle: number, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.fill();
}
