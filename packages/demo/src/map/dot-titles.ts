import { type PlacedTitle, TITLE_SIZE } from './dot-titles-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenBox } from './viewport.ts';

/** The font of the titles beside dots, for a canvas. */
export function titleFont(family: string, size: number): string {
  return `400 ${size}px ${family}`;
}

/** A title with its box on the screen, in CSS pixels. */
export interface ShownTitle {
  readonly title: PlacedTitle;
  readonly box: ScreenBox;
  /** It belongs to what one looks for. */
  readonly isStrong: boolean;
  /** It steps back behind the others. */
  readonly isBack: boolean;
}

/** Alpha of what steps back. */
const BACK = 0.45;

/** Draws titles with a halo, in CSS pixels. */
export function drawDotTitles(
  context: Pen,
  shown: readonly ShownTitle[],
  palette: MapPalette,
  family: string,
): void {
  context.save();
  context.font = titleFont(family, TITLE_SIZE);
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.nameHalo;
  for (const { title, box, isStrong, isBack } of shown) {
    const { lines, align } = title;
    context.globalAlpha = isBack ? BACK : 1;
    context.textAlign = align;
    context.fillStyle = isStrong ? palette.nameCoarse : palette.nameFine;
    const x = align === 'left' ? box.left : align === 'right' ? box.right : (box.left + box.right) / 2;
    const line = (box.bottom - box.top) / lines.length;
    lines.forEach((text, at) => {
      context.strokeText(text, x, box.top + (at + 0.5) * line);
    });
    lines.forEach((text, at) => {
      context.fillText(text, x, box.top + (at + 0.5) * line);
    });
  }
  context.restore();
}
