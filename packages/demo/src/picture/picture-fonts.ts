import type { SvgFont } from '../map/svg-pen.ts';

/**
 * The style of an SVG that holds those of the page's own fonts that its texts ask for: about 30 kB a face, for whoever
 * opens it where they are not installed. A face that cannot be read is left out: the families name others.
 */
export async function writeFontStyle(used: readonly SvgFont[]): Promise<string> {
  const faces = fontFaces().filter((face) => used.some((font) => isFaceOf(face, font)));
  const rules = await Promise.all(faces.map(writeFace));
  const found = rules.filter((rule) => rule !== null);
  return found.length === 0 ? '' : `<style>${[LICENCE, ...found].join('\n')}</style>`;
}

const LICENCE = '/* Inter and Source Serif 4: SIL Open Font License 1.1, https://openfontlicense.org */';

interface FontFaceOfPage extends SvgFont {
  /** Where its file lies. */
  readonly url: string;
}

function fontFaces(): FontFaceOfPage[] {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const read = (name: string): string => rule.style.getPropertyValue(name).trim();
    const address = /url\(\s*["']?([^"')]+)/.exec(read('src'))?.[1];
    if (address === undefined) return [];
    return {
      family: read('font-family').replaceAll(/["']/g, ''),
      weight: read('font-weight'),
      isItalic: read('font-style') === 'italic',
      url: new URL(address, rule.parentStyleSheet?.href ?? document.baseURI).href,
    };
  });
}

function isFaceOf(face: FontFaceOfPage, { family, weight, isItalic }: SvgFont): boolean {
  const families = family.split(',').map((name) => name.trim().replaceAll('"', ''));
  return families.includes(face.family) && face.weight === weight && face.isItalic === isItalic;
}

async function writeFace({ family, weight, isItalic, url }: FontFaceOfPage): Promise<string | null> {
  const data = url.startsWith('data:') ? url : await readAsData(url);
  if (data === null) return null;
  const style = isItalic ? 'italic' : 'normal';
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};src:url(${data}) format("woff2")}`;
}

async function readAsData(url: string): Promise<string | null> {
  const response = await fetch(url).catch(() => null);
  if (response?.ok !== true) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `data:font/woff2;base64,${btoa(text)}`;
}
