import { ExplorerError } from '../errors.ts';
import { abortedError } from '../task.ts';
import {
  type AtlasFiles,
  checkRead,
  MANIFEST_FILE,
  missingFileError,
  type ReadOptions,
  shortFileError,
  tooLargeError,
  unreadableFileError,
} from './files.ts';

export interface HttpFilesOptions {
  /** What asks the server; default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** As many as browsers ask one server for over HTTP/1.1. A shard takes about 4 MiB, so that these take 24. */
const READS_AT_ONCE = 6;

/**
 * The files of an atlas that a web server gives out as they are, by their paths.
 *
 * @param baseUrl address of the atlas folder, absolute, or relative to the page or worker; without query or fragment
 * @throws ExplorerError INVALID_ARGUMENT for what is no such address.
 */
export function httpFiles(baseUrl: string | URL, options: HttpFilesOptions = {}): AtlasFiles {
  const base = parseBase(String(baseUrl));
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis);
  const location = base.href;
  return {
    location,
    readsAtOnce: READS_AT_ONCE,
    async read(name: string, readOptions: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
      const path = checkRead(name, readOptions);
      const { range, signal } = readOptions;
      try {
        const response = await ask(new URL(path, base), {
          // Data files never change; the manifest does, and an old one would name files that are gone.
          cache: path === MANIFEST_FILE ? 'no-cache' : 'default',
          signal: signal ?? null,
          ...(range !== undefined && range[1] > range[0]
            ? { headers: { Range: `bytes=${range[0]}-${range[1] - 1}` } }
            : {}),
        });
        return await readResponse(response, location, path, readOptions);
      } catch (cause) {
        if (cause instanceof ExplorerError) throw cause;
        if (signal?.aborted) throw abortedError(signal, `reading ${path}`);
        throw unreadableFileError(
          location,
          path,
          `the server could not be reached (${String(cause)})`,
          cause,
        );
      }
    },
  };
}

async function readResponse(
  response: Response,
  location: string,
  path: string,
  { maxBytes, range }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const start = checkResponse(response, location, path, range);
    if (range === undefined) {
      const bytes = await readBounded(response, maxBytes);
      if (bytes.length > maxBytes) throw tooLargeError(location, path, bytes.length, maxBytes);
      return bytes;
    }
    // A server that knows no ranges sends the file from its start: read up to the end of the range, keep its part.
    const bytes = await readBounded(response, range[1] - start);
    if (bytes.length < range[1] - start) throw shortFileError(location, path, start + bytes.length, range[1]);
    return bytes.slice(range[0] - start, range[1] - start);
  } finally {
    // Frees the connection when nothing of the body was read; a body with a reader refuses, and that one has ended it.
    await response.body?.cancel().catch(() => undefined);
  }
}

/** First byte that the body will hold. */
function checkResponse(
  response: Response,
  location: string,
  path: string,
  range: ReadOptions['range'],
): number {
  const { status } = response;
  if (status === 404 || status === 410)
    throw missingFileError(location, path, `the server answered ${status}`);
  if (status === 416 && range !== undefined) throw shortFileError(location, path, range[0], range[1]);
  if (!response.ok)
    throw unreadableFileError(location, path, `the server answered ${status} ${response.statusText}`);
  // Development servers and single-page sites answer 200 and a page for whatever is missing.
  if (/^\s*text\/html\b/i.test(response.headers.get('content-type') ?? ''))
    throw missingFileError(location, path, 'the server answered with a web page');
  if (status !== 206) return 0;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (range === undefined || start === undefined || Number(start) !== range[0])
    throw unreadableFileError(location, path, 'the server answered with another part than was asked for');
  return range[0];
}

/** The whole body, or its beginning as soon as there is more than `maxBytes`. */
async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined && size <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  await reader?.cancel();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function parseBase(baseUrl: string): URL {
  const page: Location | undefined = globalThis.location;
  const address = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  if (URL.canParse(address, page?.href)) {
    const base = new URL(address, page?.href);
    if (base.search === '' && base.hash === '') return base;
  }
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${baseUrl} is no address of an atlas folder; expected one as https://example.org/my.atlas/, without query or fragment`,
    { details: { baseUrl } },
  );
}
