import { ExplorerError, isExplorerError } from '../errors.ts';

/** How far a compressed file may expand before it is refused as a bomb. */
export interface ExpansionLimits {
  /** Most bytes out in all. Default 64 GiB: reading is streamed, so this bounds time, not memory. */
  readonly maxBytes: number;
  /** Most bytes out for one byte in, once {@link graceBytes} are exceeded. Default 250; papers compress 3 to 12 times, gzip can do 1,032. */
  readonly maxRatio: number;
  /** Below this many bytes out any ratio is allowed. Default 16 MiB. */
  readonly graceBytes: number;
}

export const DEFAULT_EXPANSION_LIMITS: ExpansionLimits = {
  maxBytes: 64 * 1024 ** 3,
  maxRatio: 250,
  graceBytes: 16 * 1024 ** 2,
};

/** True when a file starts with gzip's magic bytes. */
export function isGzip(head: Uint8Array): boolean {
  return head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks gzip as a stream, in bounded memory.
 *
 * @throws ExplorerError INPUT_UNREADABLE for a damaged or cut file and for one that expands past the limits
 */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  name: string,
  limits: ExpansionLimits = DEFAULT_EXPANSION_LIMITS,
): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  const input = { bytes: 0, failure: undefined as unknown };
  const feeding = feed(packed, stream.writable.getWriter(), input);
  let expanded = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      expanded += value.length;
      if (expanded > limits.maxBytes || isBomb(expanded, input.bytes, limits)) {
        throw new ExplorerError(
          'INPUT_UNREADABLE',
          `${name}: ${input.bytes} compressed bytes grew to more than ${expanded} (allowed: ${limits.maxRatio} times, ${limits.maxBytes} bytes); this looks like a gzip bomb. Unpack it yourself and name the unpacked file if it is not`,
          { details: { file: name, compressed: input.bytes, expanded } },
        );
      }
      yield value;
    }
    await feeding;
  } catch (error) {
    // What went wrong while reading the source stands behind the decompressor's own complaint.
    const cause = input.failure ?? error;
    if (isExplorerError(cause)) throw cause;
    throw new ExplorerError(
      'INPUT_UNREADABLE',
      `${name}: the gzip data is damaged or cut off after ${expanded} unpacked bytes; fetch or compress the file again`,
      { details: { file: name, expanded }, cause },
    );
  } finally {
    // The consumer may have stopped early: nothing may keep running or reject unheard.
    await reader.cancel().catch(() => undefined);
    await feeding.catch(() => undefined);
  }
}

function isBomb(expanded: number, compressed: number, limits: ExpansionLimits): boolean {
  return expanded > limits.graceBytes && expanded > compressed * limits.maxRatio;
}

async function feed(
  packed: AsyncIterable<Uint8Array>,
  writer: WritableStreamDefaultWriter<BufferSource>,
  input: { bytes: number; failure: unknown },
): Promise<void> {
  writer.closed.catch(() => undefined);
  try {
    for await (const chunk of packed) {
      input.bytes += chunk.length;
      await writer.write(chunk as Uint8Array<ArrayBuffer>);
    }
    await writer.close();
  } catch (error) {
    if (isExplorerError(error)) input.failure = error;
    await writer.abort(error).catch(() => undefined);
  }
}
