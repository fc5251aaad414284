import type { MeasureText } from './name-setting.ts';
import type { ShownName } from './names-layout.ts';
import type { MapPalette } from './palette.ts';

/** Family of the names; the page sets `--map-serif` when it serves another. */
export const NAME_FAMILY = '"Source Serif 4 Variable", "Source Serif 4", Georgia, "Times New Roman", serif';

/** The font of a name, for a canvas. */
export function nameFont(family: string, size: number): string {
  return `italic 600 ${size}px ${family}`;
}

/** Measures texts as they will be drawn; remembers them until {@link NameMeasure.forget}, when a font has come. */
export interface NameMeasure {
  readonly measure: MeasureText;
  forget(): void;
}

export function createNameMeasure(context: CanvasRenderingContext2D, family: string): NameMeasure {
  const widths = new Map<string, number>();
  return {
    measure(text, size) {
      const key = `${size}:${text}`;
      let width = widths.get(key);
      if (width === undefined) {
        context.font = nameFont(family, size);
        width = context.measureText(text).width;
        widths.set(key, width);
      }
      return width;
    },
    forget: () => widths.clear(),
  };
}

/** Eases names in and out, so that none pops. */
export interface NameFader {
  /** The names to draw now, and whether they are still changing. `time` in milliseconds. */
  step(
    shown: readonly ShownName[],
    time: number,
  ): { readonly names: readonly ShownName[]; readonly isMoving: boolean };
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
        return { ...name, alpha: name.alpha * now };
      });
      return { names, isMoving };
    },
  };
}

/** Draws names with a halo, in CSS pixels. */
export function drawNames(
  context: CanvasRenderingContext2D,
  names: readonly ShownName[],
  palette: MapPalette,
  family: string,
): void {
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  // Fine names first: where a fading one is near a coarse one, the coarse one stays clear.
  for (const name of [...names].sort((a, b) => b.region.level - a.region.level)) {
    const { box, lines, size, region, alpha } = name;
    context.globalAlpha = alpha;
    context.font = nameFont(family, size);
    context.strokeStyle = palette.nameHalo;
    context.fillStyle = region.level === 0 ? palette.nameCoarse : palette.nameFine;
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
