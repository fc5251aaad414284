import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseByteRange } from './byte-range.ts';
import type { CompressedFiles } from './compressed-files.ts';
import { chooseEncoding, ENCODINGS } from './compression.ts';
import { matchesAnyTag } from './entity-tag.ts';
import type { ServedFile } from './served-file.ts';

type Headers = Record<string, string | number>;

/** Sends a file as GET or HEAD asks for it: not at all when the browser has it, a range of it, compressed, or as it is. */
export async function answerWithFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  compressed: CompressedFiles,
): Promise<void> {
  try {
    const headers: Headers = {
      'Content-Type': file.contentType,
      'Cache-Control': cacheControlOf(file),
      'Accept-Ranges': 'bytes',
      Vary: 'Accept-Encoding',
      ...(file.etag === null ? {} : { ETag: tagOf(file.etag) }),
    };
    if (matchesAnyTag(request.headers['if-none-match'], tagsOf(file))) {
      response.writeHead(304, headers).end();
      return;
    }
    const range = rangeOf(request, file);
    if (range === 'outside') {
      const unsatisfied = { 'Content-Range': `bytes */${file.bytes}`, 'Cache-Control': 'no-store' };
      answerWithText(request, response, 416, 'no such range', unsatisfied);
      return;
    }
    if (range === 'whole') await sendWhole(request, response, file, headers, compressed);
    else {
      const { from, to } = range;
      response.writeHead(206, {
        ...headers,
        'Content-Length': to - from,
        'Content-Range': `bytes ${from}-${to - 1}/${file.bytes}`,
      });
      await send(response, file.read(from, to));
    }
  } finally {
    await file.close();
  }
}

/** A short text for people, of which no cache keeps anything. */
export function answerWithText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Headers = {},
): void {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  headers: Headers,
  compressed: CompressedFiles,
): Promise<void> {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  const content = encoding === null ? null : await compressed(file, encoding);
  if (encoding !== null && content !== null) {
    response.writeHead(200, {
      ...headers,
      ...(file.etag === null ? {} : { ETag: tagOf(file.etag, encoding) }),
      'Content-Encoding': encoding,
      'Content-Length': content.length,
    });
    response.end(request.method === 'HEAD' ? undefined : content);
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': file.bytes });
  if (request.method === 'HEAD' || file.bytes === 0) response.end();
  else await send(response, file.read(0, file.bytes));
}

/** Ranges are for GET, are of the file without compression, and only of the version that `If-Range` names. */
function rangeOf(request: IncomingMessage, file: ServedFile): ReturnType<typeof parseByteRange> {
  const condition = request.headers['if-range'];
  const isCurrent = condition === undefined || (file.etag !== null && condition === tagOf(file.etag));
  if (request.method !== 'GET' || !isCurrent) return 'whole';
  return parseByteRange(request.headers.range, file.bytes);
}

async function send(response: ServerResponse, stream: Readable): Promise<void> {
  try {
    await pipeline(stream, response);
  } catch (error) {
    // Who goes away in the middle has what they wanted; a file that ends early must not look whole.
    response.destroy();
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(code));
}

function cacheControlOf({ etag, isImmutable }: ServedFile): string {
  if (etag === null) return 'no-store';
  return isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function tagOf(etag: string, encoding?: string): string {
  return encoding === undefined ? `"${etag}"` : `"${etag}-${encoding}"`;
}

/** One tag an encoding: their bytes differ. */
function tagsOf({ etag }: ServedFile): string[] {
  return etag === null ? [] : [tagOf(etag), ...ENCODINGS.map((encoding) => tagOf(etag, encoding))];
}
