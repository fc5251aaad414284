import { ExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';

export interface ServedFilesOptions extends LongTask {
  /** What asks the server; default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Files that a web server gives out, read whole and counted together. */
export interface ServedFiles {
  /**
   * Asks for the lengths of all files that will be read, so that their sum is known while they come. To be called
   * first, and not waited for: what the server does not say is counted as it comes.
   */
  measure(urls: readonly URL[]): Promise<void>;
  /** @throws ExplorerError MODEL_NOT_FOUND when the server has no such file or cannot be reached, ABORTED */
  read(url: URL): Promise<Uint8Array<ArrayBuffer>>;
  /** The same, but null for what the server does not have; a small file, which is not counted. */
  readIfThere(url: URL): Promise<Uint8Array<ArrayBuffer> | null>;
}

/**
 * Reads files and reports their bytes as one sum (stage `model`). `total` is 0 while the lengths are asked for, then the
 * sum of all files; one whose length the server does not say counts with what has come of it, so that `total` may then grow.
 */
export function createServedFiles(options: ServedFilesOptions = {}): ServedFiles {
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis);
  const { signal, onProgress } = options;
  /** What is expected of each file, and what has come of it. */
  const lengths = new Map<string, number>();
  const arrived = new Map<string, number>();
  let isMeasuring = false;
  let underway = 0;

  function report(): void {
    const done = sum(arrived.values());
    let total = 0;
    for (const url of new Set([...lengths.keys(), ...arrived.keys()]))
      total += Math.max(lengths.get(url) ?? 0, arrived.get(url) ?? 0);
    onProgress?.({ stage: 'model', done, total: isMeasuring ? 0 : total });
  }

  async function readFile(url: URL, isCounted: boolean): Promise<Uint8Array<ArrayBuffer> | null> {
    const response = await ask(url, { signal: signal ?? null }).catch((cause: unknown) => {
      if (signal?.aborted)
        throw new ExplorerError('ABORTED', 'the loading of the model was stopped', { cause });
      throw notFound(url, `the server could not be reached (${String(cause)})`, cause);
    });
    if (!isFile(response) || response.body === null) {
      lengths.delete(url.href);
      await response.body?.cancel();
      return null;
    }
    const said = isCounted ? lengthOf(response) : null;
    if (said !== null) lengths.set(url.href, said);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    if (isCounted) underway++;
    for await (const chunk of readChunks(response.body)) {
      chunks.push(chunk);
      size += chunk.length;
      if (!isCounted) continue;
      arrived.set(url.href, size);
      report();
    }
    if (isCounted) {
      underway--;
      lengths.set(url.href, size);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  return {
    readIfThere: (url) => readFile(url, false),
    async measure(urls) {
      isMeasuring = true;
      await Promise.all(
        urls.map(async (url) => {
          const length = await askLength(ask, url, signal);
          // What has been read meanwhile is known better.
          if (length !== null && !lengths.has(url.href)) lengths.set(url.href, length);
        }),
      );
      isMeasuring = false;
      // When everything has been read there is no more to tell.
      if (underway > 0) report();
    },
    async read(url) {
      const bytes = await readFile(url, true);
      if (bytes === null) throw notFound(url, 'the server does not have it');
      return bytes;
    },
  };
}

/** Bytes of a file as it is when nothing compresses it, null when the server does not say. */
async function askLength(
  ask: typeof globalThis.fetch,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  try {
    // A request for a range is one for the bytes as they are; a page cannot ask for these in another way.
    const response = await ask(url, {
      method: 'HEAD',
      headers: { Range: 'bytes=0-' },
      signal: signal ?? null,
    });
    return isFile(response) ? lengthOf(response) : null;
  } catch {
    // The file itself is asked for too, and what keeps it away is told there.
    return null;
  }
}

/** Development servers and single-page sites answer 200 and a page for whatever is missing. */
function isFile({ ok, headers }: Response): boolean {
  return ok && !/^\s*text\/html\b/i.test(headers.get('content-type') ?? '');
}

/** The length that the headers say, unless it is that of a compressed body. */
function lengthOf({ headers }: Response): number | null {
  const whole = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return null;
  const length = Number(whole ?? headers.get('content-length') ?? 0);
  return Number.isSafeInteger(length) && length > 0 ? length : null;
}

function sum(values: Iterable<number>): number {
  let result = 0;
  for (const value of values) result += value;
  return result;
}

/** A stream's chunks; not every browser can iterate over a stream itself. */
async function* readChunks(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function notFound(url: URL, why: string, cause?: unknown): ExplorerError {
  return new ExplorerError(
    'MODEL_NOT_FOUND',
    `${url.pathname} is missing (${why}); put the model’s files there to search by meaning`,
    { details: { file: url.pathname }, cause },
  );
}
