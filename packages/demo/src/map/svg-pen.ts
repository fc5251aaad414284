import type { DotLook } from './dots.ts';
import type { Pen } from './pen.ts';
import type { ScreenBox } from './viewport.ts';

const FONT = /^(italic )?(?:(\d{3}) )?([\d.]+)px (.+)$/;
const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = {
  start: 'start',
  left: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};
/** From the middle of a line to its base, as a share of the font's size: not every program knows other baselines. */
const BASE = 0.35;
/** XML has no way to write these. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

type Attributes = Readonly<Record<string, string | number | null>>;

/** A font without its size. */
export interface SvgFont {
  /** Families in their order of preference, as CSS has them. */
  readonly family: string;
  readonly weight: string;
  readonly isItalic: boolean;
}

/** Any text as the text or attribute of an SVG. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/** A pen that writes SVG: paths stay paths, circles circles, text text. Coordinates to a tenth of a pixel. */
export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000000';
  strokeStyle: Pen['strokeStyle'] = '#000000';
  globalAlpha = 1;
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  font = '400 10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private dash: readonly number[] = [];
  private path = '';
  private clips = 0;
  private readonly saved: object[] = [];
  private readonly written = new Map<string, SvgFont>();
  private readonly parts: string[] = [];

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font, dash } = this;
    const { textAlign, textBaseline } = this;
    const lines = { strokeStyle, lineWidth, lineCap, lineJoin, dash };
    this.saved.push({ fillStyle, globalAlpha, font, textAlign, textBaseline, ...lines });
  }

  restore(): void {
    Object.assign(this, this.saved.pop());
  }

  beginPath(): void {
    this.path = '';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `L${short(x)} ${short(y)}`;
  }

  quadraticCurveTo(throughX: number, throughY: number, x: number, y: number): void {
    this.path += `Q${short(throughX)} ${short(throughY)} ${short(x)} ${short(y)}`;
  }

  closePath(): void {
    this.path += 'Z';
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }

  /** Whole circles are all that is drawn: two halves. */
  arc(x: number, y: number, radius: number): void {
    const [r, across] = [short(radius), 2 * radius];
    this.path += `M${short(x + radius)} ${short(y)}a${r} ${r} 0 1 1 ${short(-across)} 0a${r} ${r} 0 1 1 ${short(across)} 0Z`;
  }

  setLineDash(dash: readonly number[]): void {
    this.dash = [...dash];
  }

  fill(rule?: CanvasFillRule): void {
    const { path: d, fillStyle } = this;
    const isEven = rule === 'evenodd';
    this.put('path', { d, fill: String(fillStyle), 'fill-rule': isEven ? rule : null, opacity: this.alpha });
  }

  stroke(): void {
    this.put('path', { d: this.path, ...this.line });
  }

  fillText(text: string, x: number, y: number): void {
    this.write(text, x, y, { fill: String(this.fillStyle), opacity: this.alpha });
  }

  strokeText(text: string, x: number, y: number): void {
    this.write(text, x, y, this.line);
  }

  /** The dot of a paper, with its title, which browsers show when it is pointed at. */
  disc(x: number, y: number, { radius, rim, fill, rimFill }: DotLook, title: string): void {
    // The rim lies outside of the disc: its line goes through the rim's middle.
    const line = rim > 0 ? { stroke: rimFill, 'stroke-width': rim } : {};
    const inner = title === '' ? '' : `<title>${escapeXml(title)}</title>`;
    this.put('circle', { cx: x, cy: y, r: radius + rim / 2, fill, ...line }, inner);
  }

  /** A picture by its `data:` address; `isClipped`: only within the present path. */
  embed(href: string, { left, top, right, bottom }: ScreenBox, isClipped: boolean): void {
    const id = isClipped ? `clip-${this.clips++}` : null;
    if (id !== null)
      this.parts.push(`<clipPath id="${id}"><path d="${this.path}" clip-rule="evenodd"/></clipPath>`);
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    this.put('image', { href, ...box, preserveAspectRatio: 'none', 'clip-path': id && `url(#${id})` });
  }

  /** All that was drawn, as the inside of an `svg`. */
  text(): string {
    return this.parts.join('\n');
  }

  /** The fonts that its texts ask for, each once. */
  get fonts(): readonly SvgFont[] {
    return [...this.written.values()];
  }

  private get alpha(): string | null {
    return this.globalAlpha < 1 ? String(Number(this.globalAlpha.toFixed(3))) : null;
  }

  private get line(): Attributes {
    return {
      fill: 'none',
      stroke: String(this.strokeStyle),
      'stroke-width': this.lineWidth,
      'stroke-linecap': this.lineCap === 'butt' ? null : this.lineCap,
      'stroke-linejoin': this.lineJoin === 'miter' ? null : this.lineJoin,
      'stroke-dasharray': this.dash.length === 0 ? null : this.dash.join(' '),
      opacity: this.alpha,
    };
  }

  private write(text: string, x: number, y: number, paint: Attributes): void {
    const [, italic, weight, size = '10', family = 'sans-serif'] = FONT.exec(this.font) ?? [];
    const asked = { family, weight: weight ?? '400', isItalic: italic !== undefined };
    this.written.set(JSON.stringify(asked), asked);
    const place = { x, y: y + (this.textBaseline === 'middle' ? BASE * Number(size) : 0) };
    const font = {
      'font-family': family,
      'font-size': Number(size),
      'font-style': italic === undefined ? null : 'italic',
      'font-weight': weight ?? null,
      'text-anchor': ANCHORS[this.textAlign],
    };
    this.put('text', { ...place, ...font, ...paint }, escapeXml(text));
  }

  private put(name: string, attributes: Attributes, inner = ''): void {
    const written = Object.entries(attributes)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value!)}"`)
      .join('');
    this.parts.push(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
  }
}

/** Lengths in pixels to a tenth, small ones to a hundredth. */
function short(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1)) + 0);
}
