import { type Atlas, type AtlasExportFormat, exportAtlas, exportPage, openAtlas } from '../node.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatBytes, formatPapers } from './summary.ts';
import { printWarning } from './warning.ts';
import { writeAll, writeFileWhole } from './write-file.ts';

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
      const bytes = await writeFileWhole(pieces, out);
      console.error(`${out}: ${formatPapers(atlas.papers.length)}, ${formatBytes(bytes)}`);
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
