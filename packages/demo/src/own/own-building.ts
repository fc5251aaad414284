import {
  type AtlasFiles,
  buildMemoryAtlas,
  type Embedder,
  type IngestResult,
  ingestPapers,
  type LongTask,
  type Paper,
  type Progress,
  packAtlas,
  zipFiles,
} from 'paper-atlas';

/** Reports at most one in so many milliseconds, but for those that begin or end a stage. */
const REPORT_EVERY = 100;

/** Reads the papers of files by the library's own formats; see `ingestPapers`. */
export function readOwnFiles(files: readonly File[], task: LongTask): Promise<IngestResult> {
  return ingestPapers(
    files.map((file) => ({ name: file.name, bytes: file.stream(), size: file.size })),
    paced(task),
  );
}

/** An atlas of these papers, packed: what is saved and kept is what is opened. */
export async function buildOwnAtlas(
  papers: readonly Paper[],
  embedder: Embedder,
  task: LongTask,
): Promise<Uint8Array<ArrayBuffer>> {
  return packAtlas(await buildMemoryAtlas(papers, { ...paced(task), embedder }), task);
}

export function openOwnZip(bytes: Uint8Array, name: string): AtlasFiles {
  return zipFiles(bytes, name);
}

function paced({ signal, onProgress }: LongTask): LongTask {
  let last = Number.NEGATIVE_INFINITY;
  return {
    signal,
    onProgress(progress: Progress) {
      const now = performance.now();
      if (now - last < REPORT_EVERY && progress.done !== progress.total) return;
      last = now;
      onProgress?.(progress);
    },
  };
}
