import { createHash } from 'node:crypto';

/** What a page from a disk is made of. */
export interface PageParts {
  readonly script: string;
  readonly styles: string;
  /** SVG. */
  readonly icon: string;
}

/** Where an atlas is put into the page: the library looks for exactly this. */
const ATLAS = '<script type="application/zip" id="atlas"></script>';

/**
 * The page with everything that it links to put into it, a place for an atlas, and a policy that lets it run this one
 * script, alone and as its workers, and reach nothing.
 */
export function composePage(page: string, { script, styles, icon }: PageParts): string {
  const code = withoutTags(script);
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(code)} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashSource(styles)}`,
    'img-src data: blob:',
    'font-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  if (/<\/style/i.test(styles)) throw new Error('the styles hold the end of a style element');
  const put = [
    [
      '<meta charset="utf-8" />',
      (found: string) => `${found}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    ],
    [
      /<link rel="icon"[^>]*>/,
      () => `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon.trim())}" />`,
    ],
    [/<link rel="stylesheet"[^>]*>/, () => `<style>${styles}</style>`],
    [/<script type="module"[^>]*><\/script>/, () => `<script type="module">${code}</script>`],
    ['</body>', (found: string) => `  ${ATLAS}\n  ${found}`],
  ] as const;
  return put.reduce((text, [what, by]) => {
    const changed = text.replace(what, by);
    if (changed === text) throw new Error(`the page has no ${what}`);
    return changed;
  }, page);
}

/** The same program, without what a parser of HTML would take for an end or for a comment: in code both are text alone. */
function withoutTags(script: string): string {
  return script.replaceAll('<!--', '\\x3C!--').replace(/<(?=\/?script)/gi, '\\x3C');
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
