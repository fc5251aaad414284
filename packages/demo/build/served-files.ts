import { createReadStream, type Stats } from 'node:fs';
import { cp, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type { Connect, Plugin } from 'vite';

/** One folder that the page finds beside itself. */
export interface ServedFolder {
  /** First part of the path, as `models`. */
  readonly name: string;
  readonly folder: string;
  /** Only these files of it; left out: all. */
  readonly files?: readonly string[];
  /** True: copied into the build. False: only served while developing. */
  readonly isBuilt: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jsonl': 'application/jsonl',
};

/**
 * Files that no import names, under the same addresses while developing and in the build: `<page>/<name>/…`. A file that
 * is not there is answered with 404, not with the page, as Vite would.
 */
export function servedFiles(folders: readonly ServedFolder[]): Plugin {
  let outDir = '';
  const use = (middlewares: Connect.Server): void => {
    for (const served of folders)
      middlewares.use(`/${served.name}`, (request, response) => void answer(served, request, response));
  };
  return {
    name: 'paper-atlas-served-files',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer: ({ middlewares }) => use(middlewares),
    configurePreviewServer: ({ middlewares }) => use(middlewares),
    async closeBundle() {
      for (const { name, folder, files, isBuilt } of folders) {
        if (!isBuilt) continue;
        for (const file of files ?? [''])
          await cp(join(folder, file), join(outDir, name, file), { recursive: true, force: true });
      }
    },
  };
}

async function answer(
  { folder, files }: ServedFolder,
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = normalize(decodeURIComponent(url.split('?')[0] ?? '/')).slice(1);
  const isAllowed = !path.split(sep).includes('..') && (files === undefined || files.includes(path));
  const file = join(folder, path);
  const found: Stats | null = isAllowed ? await stat(file).catch(() => null) : null;
  if (found?.isFile() !== true) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, {
    'content-type': type,
    'content-length': found.size,
    'cache-control': 'no-cache',
  });
  createReadStream(file).pipe(response);
}
