import { extname } from 'node:path/posix';

/** What a file is, for the browser; `nosniff` makes it believe this and nothing else. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.jsonl': 'application/jsonl',
  // RFC 2046 lets an octet-stream say of what type it is: rows and regions are small numbers, which shrink.
  '.i32': 'application/octet-stream; type=integers',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The rest: numbers, weights, and what has no name that tells. */
const BYTES = 'application/octet-stream';

export function contentTypeOf(name: string): string {
  return TYPES[extname(name).toLowerCase()] ?? BYTES;
}

/** Text, WebAssembly and whole numbers: fonts and pictures are compressed already, vectors and weights hardly become smaller. */
export function isCompressible(contentType: string): boolean {
  return /^(text\/|application\/(json|jsonl|manifest\+json|wasm|octet-stream; type=integers)\b|image\/svg\+xml)/.test(
    contentType,
  );
}
