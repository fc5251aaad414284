import { NAME_FAMILY } from '../map/names.ts';
import type { MapLook } from '../map/painter.ts';
import { paletteOf } from '../map/palette.ts';
import { escapeXml } from '../map/svg-pen.ts';
import { drawCaption, layoutCaption } from './draw-caption.ts';
import { drawPicture } from './draw-picture.ts';
import type { PictureCaption } from './picture-caption.ts';
import { writeFontStyle } from './picture-fonts.ts';
import { createFineCanvas, type PicturePen, PictureSvg, penOfCanvas } from './picture-pen.ts';

export type PictureKind = 'png' | 'svg';

/** The map as it is seen, with a caption below, as a file. A PNG has two pixels a CSS pixel; an SVG holds its fonts, runs no script and asks for nothing. */
export async function makePicture(look: MapLook, caption: PictureCaption, kind: PictureKind): Promise<Blob> {
  const { width, height } = look.viewport;
  const palette = paletteOf(look.scene.theme);
  const ruler = createFineCanvas(1, 1);
  const layout = layoutCaption(caption, width, NAME_FAMILY, (text, font) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  });
  const whole = height + layout.height;
  const draw = (pen: PicturePen): void => {
    drawPicture(pen, look, NAME_FAMILY);
    drawCaption(pen, layout, { palette, width, top: height });
  };
  if (kind === 'svg') {
    const pen = new PictureSvg();
    draw(pen);
    const about = [caption.name, ...caption.facts].join(' · ');
    const text = [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img">`,
      `<title>${escapeXml(about)}</title>`,
      await writeFontStyle(pen.fonts),
      pen.text(),
      '</svg>',
      '',
    ].join('\n');
    return new Blob([text], { type: 'image/svg+xml' });
  }
  const context = createFineCanvas(width, whole);
  draw(penOfCanvas(context));
  return new Promise((resolve, reject) => {
    context.canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the browser made no PNG of the map')) : resolve(blob)),
      'image/png',
    );
  });
}
