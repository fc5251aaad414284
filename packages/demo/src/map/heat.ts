import type { HeatField } from './heat-layout.ts';
import type { MapPalette } from './palette.ts';

/** Alpha grows fast at first: a faint warmth is seen, and the hottest land still shows its contours. */
const GAMMA = 0.8;

/** Paints the field on a small canvas of a pixel a cell, north up; null when there is nothing to draw on. */
export function paintHeat(field: HeatField, palette: MapPalette): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = field.width;
  canvas.height = field.height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = context.createImageData(field.width, field.height);
  const [red, green, blue] = palette.glow;
  for (let line = 0; line < field.height; line++) {
    for (let column = 0; column < field.width; column++) {
      const value = field.values[(field.height - 1 - line) * field.width + column]!;
      const at = 4 * (line * field.width + column);
      image.data[at] = red;
      image.data[at + 1] = green;
      image.data[at + 2] = blue;
      image.data[at + 3] = 255 * Math.min(1, 1.4 * value ** GAMMA) * palette.glowAlpha;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Share of the sea's colour over land that no query lights. */
export const HEAT_SHADE = 0.3;

/** Draws the painted field on the land only, which steps back a little. The context's transform must map map coordinates to the canvas. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  { x, y, width, height, cell }: HeatField,
  land: Path2D,
  palette: MapPalette,
): void {
  context.save();
  context.globalAlpha = HEAT_SHADE;
  context.fillStyle = palette.sea;
  context.fill(land, 'evenodd');
  context.globalAlpha = 1;
  context.clip(land, 'evenodd');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // Map coordinates point up, the image down.
  context.translate(x, y + height * cell);
  context.scale(cell, -cell);
  context.drawImage(image, 0, 0, width, height);
  context.restore();
}
