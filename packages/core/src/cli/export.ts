import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  type Atlas,
  type AtlasExportFormat,
  ExplorerError,
  exportAtlas,
  exportPage,
  openAtlas,
} from '../node.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatBytes, formatPapers } from './summary.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly format: AtlasExportFormat | 'html';
  readonly out?: string;
  readonly maxMb?: number;
  readonly explorer?: string;
}

export async function runExport(dir: string, options: Options): Promise<void> {
  const { format, out } = options;
  await withInterrupt(async (signal) => {
    await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
    const pieces = format === 'html' ? pageOf(atlas, options, signal) : exportAtlas(atlas, format);
    if (out === undefined) await writeAll(pieces, process.stdout);
    else {
      await writeFileWhole(pieces, out);
      const { size } = await stat(out);
      console.error(`${out}: ${formatPapers(atlas.papers.length)}, ${formatBytes(size)}`);
    }
  });
}

async function* pageOf(
  atlas: Atlas,
  { maxMb, explorer }: Options,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const bar = createProgressBar();
  const maxBytes = maxMb === undefined ? undefined : maxMb * 1e6;
  try {
    yield await exportPage(atlas, { explorer, maxBytes, signal, onProgress: bar.update });
  } finally {
    bar.stop();
  }
}

/** Waits where the reader is slower than the writer. */
async function writeAll(pieces: AsyncIterable<string | Uint8Array>, to: Writable): Promise<void> {
  for await (const piece of pieces) if (!to.write(piece)) await once(to, 'drain');
}

/** The file appears when it is complete. */
async function writeFileWhole(pieces: AsyncIterable<string | Uint8Array>, path: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const stream = createWriteStream(temporary);
  try {
    await Promise.all([finished(stream), writeAll(pieces, stream).then(() => stream.end())]);
    await rename(temporary, path);
  } catch (cause) {
    stream.destroy();
    await rm(temporary, { force: true });
    if (cause instanceof ExplorerError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExplorerError(
      'WRITE_FAILED',
      `${path} cannot be written (${reason}); check folder and rights`,
      { cause },
    );
  }
}
