import type { MeasureText } from './name-setting.ts';
import type { ShownName } from './names-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';

/** Family of the names; the page sets `--map-serif` when it serves another. */
export const NAME_FAMILY = '"Source Serif 4 Variable", "Source Serif 4", Georgia, "Times New Roman", serif';

/** The font of a name, for a canvas. */
export function nameFont(family: string, size: number): string {
  return `italic 600 ${size}px ${family}`;
}

/** Measures texts as they will be drawn; remembers them until {@link TextMeasure.forget}, when a font has come. */
export interface TextMeasure {
  readonly measure: MeasureText;
  forget(): void;
}

export function createTextMeasure(
  context: CanvasRenderingContext2D,
  fontOf: (size: number) => string,
): TextMeasure {
  const widths = new Map<string, number>();
  return {
    measure(text, size) {
      const key = `${size}:${text}`;
      let width = widths.get(key);
      if (width === undefined) {
        context.font = fontOf(size);
        width = context.measureText(text).width;
        widths.set(key, width);
      }
      return width;
    },
    forget: () => widths.clear(),
  };
}

/** A name and how far it has come, in (0, 1]. */
export interface FadedName extends ShownName {
  readonly alpha: number;
}

/** Eases names in and out, so that none pops. */
export interface NameFader {
  /** The names to draw now, and whether they are still changing. `time` in milliseconds. */
  step(
    shown: readonly ShownName[],
    time: number,
  ): { readonly names: readonly FadedName[]; readonly isMoving: boolean };
}

const FADE_MS = 160;

export function createNameFader(): NameFader {
  const strength = new Map<number, number>();
  let last = Number.NEGATIVE_INFINITY;
  return {
    step(shown, time) {
      const isFirst = last === Number.NEGATIVE_INFINITY;
      // After a pause the last frame says nothing about speed: count one ordinary frame.
      const part = isFirst ? 1 : Math.min(50, Math.max(8, time - last)) / FADE_MS;
      last = time;
      const ids = new Set(shown.map(({ region }) => region.id));
      for (const id of [...strength.keys()]) if (!ids.has(id)) strength.delete(id);
      let isMoving = false;
      const names = shown.map((name) => {
        const now = Math.min(1, (strength.get(name.region.id) ?? 0) + part);
        strength.set(name.region.id, now);
        isMoving ||= now < 1;
        return { ...name, alpha: now };
      });
      return { names, isMoving };
    },
  };
}

export interface NameStyle {
  readonly palette: MapPalette;
  readonly family: string;
  /** Id of the region under the pointer. */
  readonly pointed: number | null;
  /** Whether a region's name stands in front; the others step back, whole and where they are. */
  readonly isStrong: (region: number) => boolean;
}

/** Alpha of names that step back: still easy to read. */
const BACK = 0.64;

/** Draws names with a halo, in CSS pixels. */
export function drawNames(
  context: Pen,
  names: readonly FadedName[],
  { palette, family, pointed, isStrong }: NameStyle,
): void {
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { box, lines, size, region, alpha } of names) {
    context.globalAlpha = alpha * (isStrong(region.id) || region.id === pointed ? 1 : BACK);
    context.font = nameFont(family, size);
    context.strokeStyle = palette.nameHalo;
    const color = region.level === 0 ? palette.nameCoarse : palette.nameFine;
    context.fillStyle = region.id === pointed ? palette.arc : color;
    context.lineWidth = 0.3 * size;
    const line = (box.bottom - box.top) / lines.length;
    const place = (at: number): readonly [number, number] => [
      (box.left + box.right) / 2,
      box.top + (at + 0.5) * line + 0.04 * size,
    ];
    lines.forEach((text, at) => {
      context.strokeText(text, ...place(at));
    });
    lines.forEach((text, at) => {
      context.fillText(text, ...place(at));
    });
  }
  context.restore();
}
