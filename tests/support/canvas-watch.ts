import type { BrowserContext, Page } from 'playwright-core';

interface Painted {
  readonly text: string;
  /** Where, in CSS pixels of the canvas: the middle of the line and its box. */
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly isItalic: boolean;
  readonly time: number;
}

declare global {
  interface Window {
    /** What the page has painted as text, with the time of the frame. */
    paintedTexts: Painted[];
    /** Lines that were drawn dashed. */
    dashedLines: number;
  }
}

/** Notes what the pages of a context paint on their canvases: the platform is listened to, the page knows nothing of it. */
export async function watchCanvases(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.paintedTexts = [];
    window.dashedLines = 0;
    const { fillText, stroke } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
      const [x, y] = place;
      const { actualBoundingBoxLeft, actualBoundingBoxRight } = this.measureText(text);
      const [left, right] = [x - actualBoundingBoxLeft, x + actualBoundingBoxRight];
      const time = Number(document.timeline.currentTime);
      window.paintedTexts.push({ text, time, x, y, left, right, isItalic: this.font.startsWith('italic') });
      if (window.paintedTexts.length > 5000) window.paintedTexts.splice(0, 2500);
      return fillText.call(this, text, ...place);
    };
    CanvasRenderingContext2D.prototype.stroke = function (...path: unknown[]) {
      if (this.getLineDash().length > 0) window.dashedLines++;
      return Reflect.apply(stroke, this, path);
    };
  });
}

/** A region's name as `readPaintedText` has it: the end of a line stands for the dot between two terms. */
export function asPainted(name: string): string {
  return name.replaceAll(/[\s·]+/g, ' ');
}

/** The texts of the last frame that had any, in the order of painting; the lines of a name follow each other. No middle dots. */
export function readPaintedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const last = window.paintedTexts.at(-1)?.time;
    const texts = window.paintedTexts.filter(({ time }) => time === last).map(({ text }) => text);
    return texts.join(' ').replaceAll(/[\s·]+/g, ' ');
  });
}

/** The lines of the last frame that had any; names of regions are italic, titles beside dots are not. */
export function readPaintedLines(page: Page): Promise<readonly Painted[]> {
  return page.evaluate(() => {
    const last = window.paintedTexts.at(-1)?.time;
    return window.paintedTexts.filter(({ time }) => time === last);
  });
}
