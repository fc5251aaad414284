import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built explorer, with its models and its runtime. */
export const EXPLORER = fileURLToPath(new URL('../../packages/demo/dist', import.meta.url));

/** What stands at a path instead of the file: nothing (404), other bytes, or whatever a function answers. */
export type Change = null | string | Uint8Array | ((response: ServerResponse, file: string) => void);

export interface StaticSiteOptions {
  /** Folder of the atlas, served as `atlas/` beside the page; null for none. */
  readonly atlas: string | null;
  /** Folder of the page; default: the built explorer. */
  readonly folder?: string;
  /** Where the page stands, with a slash at both ends; default: `/`. */
  readonly path?: string;
  /** By path beside the page, as `models/x/config.json`; a path that ends in `/` stands for all below it. */
  readonly changes?: Readonly<Record<string, Change>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** That of a site that was there before; default: any that is free. */
  readonly port?: number;
}

export interface StaticSite extends AsyncDisposable {
  /** Address of the page. */
  readonly url: string;
  /** Paths that were asked for, in their order. */
  readonly asked: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The simplest web server there is: files of a folder under a path, without ranges, ETags or compression. */
export async function serveSite(options: StaticSiteOptions): Promise<StaticSite> {
  const { atlas, folder = EXPLORER, path = '/' } = options;
  const { changes = {}, headers = {}, port: wantedPort = 0 } = options;
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    asked.push(pathname);
    const name = pathname === path ? 'index.html' : decodeURIComponent(pathname.slice(path.length));
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    const isBeside = pathname.startsWith(path) && !name.split('/').includes('..');
    const file = name.startsWith('atlas/')
      ? atlas === null
        ? null
        : join(atlas, name.slice('atlas/'.length))
      : join(folder, name);
    const change = findChange(changes, name);
    const found: Stats | null =
      isBeside && file !== null && change !== null ? await stat(file).catch(() => null) : null;
    if (typeof change === 'function' && file !== null) return change(response, file);
    if (change == null && found?.isFile() !== true) return void response.writeHead(404).end('not found');
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    if (change != null) return void response.end(change);
    response.setHeader('content-length', found!.size);
    createReadStream(file!).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function findChange(changes: Readonly<Record<string, Change>>, name: string): Change | undefined {
  const folder = Object.keys(changes).find((key) => key.endsWith('/') && name.startsWith(key));
  return Object.hasOwn(changes, name) ? changes[name] : folder === undefined ? undefined : changes[folder];
}
