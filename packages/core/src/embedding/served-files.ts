import { ExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';

export interface ServedFilesOptions extends LongTask {
  /** What asks the server; default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Files that a web server gives out, read whole and counted together. */
export interface ServedFiles {
  /** @throws ExplorerError MODEL_NOT_FOUND when the server has no such file or cannot be reached, ABORTED */
  read(url: URL): Promise<Uint8Array<ArrayBuffer>>;
  /** The same, but null for what the server does not have. */
  readIfThere(url: URL): Promise<Uint8Array<ArrayBuffer> | null>;
}

/**
 * Reads files and reports their bytes as one sum (stage `model`). A file whose length the server does not say, or that it
 * sends compressed, counts in `total` with what has come of it, so that `total` may grow and is exact in the end.
 */
export function createServedFiles(options: ServedFilesOptions = {}): ServedFiles {
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis);
  const { signal, onProgress } = options;
  let done = 0;
  let total = 0;

  async function readIfThere(url: URL): Promise<Uint8Array<ArrayBuffer> | null> {
    const response = await ask(url, { signal: signal ?? null }).catch((cause: unknown) => {
      if (signal?.aborted)
        throw new ExplorerError('ABORTED', 'the loading of the model was stopped', { cause });
      throw notFound(url, `the server could not be reached (${String(cause)})`, cause);
    });
    // Development servers and single-page sites answer 200 and a page for whatever is missing.
    const isPage = /^\s*text\/html\b/i.test(response.headers.get('content-type') ?? '');
    if (!response.ok || isPage || response.body === null) {
      await response.body?.cancel();
      return null;
    }
    const encoding = response.headers.get('content-encoding') ?? 'identity';
    const length = encoding === 'identity' ? Number(response.headers.get('content-length') ?? 0) : 0;
    total += length;
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of readChunks(response.body)) {
      chunks.push(chunk);
      done += chunk.length;
      if (length === 0) total += chunk.length;
      onProgress?.({ stage: 'model', done, total: Math.max(total, done) });
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  return {
    readIfThere,
    async read(url) {
      const bytes = await readIfThere(url);
      if (bytes === null) throw notFound(url, 'the server does not have it');
      return bytes;
    },
  };
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
