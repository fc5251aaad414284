import {
  type AtlasFiles,
  buildMemoryAtlas,
  createAtlasReader,
  createReusingEmbedder,
  type Embedder,
  type IngestResult,
  ingestPapers,
  type LongTask,
  type Paper,
  type Progress,
  packAtlas,
  zipFiles,
} from 'paper-atlas';
import { createUnfinishedWorks } from './unfinished-works.ts';

/** Reports at most one in so many milliseconds, but for those that begin or end a stage. */
const REPORT_EVERY = 100;

/** Reads the papers of files by the library's own formats; see `ingestPapers`. */
export function readOwnFiles(files: readonly File[], task: LongTask): Promise<IngestResult> {
  return ingestPapers(
    files.map((file) => ({ name: file.name, bytes: file.stream(), size: file.size })),
    paced(task),
  );
}

/** What the making of an atlas goes on from. */
export interface BuildFrom {
  /** Of the unfinished work, where one was begun. */
  readonly name: string;
  /** The atlas before, packed. */
  readonly before: Uint8Array | null;
}

/** An atlas of these papers, packed: what is saved and kept is what is opened. */
export async function buildOwnAtlas(
  papers: readonly Paper[],
  embedder: Embedder,
  { name, before }: BuildFrom,
  task: LongTask,
): Promise<Uint8Array<ArrayBuffer>> {
  // Where the browser keeps nothing all is made anew.
  const journal = await createUnfinishedWorks()
    .openJournal(name, embedder.model)
    .catch(() => null);
  const keeping =
    journal &&
    createReusingEmbedder(embedder, {
      sources: [journal],
      onMade: (text, as, vector) => as === 'document' && journal.add(text, vector),
    });
  const options = { ...paced(task), embedder: keeping ?? embedder };
  const made = buildMemoryAtlas(papers, {
    ...options,
    before: before ? openOwnZip(before, name) : undefined,
  });
  return packAtlas(await made, task);
}

/** The papers of a packed atlas. */
export async function readOwnPapers(
  bytes: Uint8Array,
  name: string,
  signal: AbortSignal,
): Promise<readonly Paper[]> {
  return (await createAtlasReader(openOwnZip(bytes, name), signal)).papers();
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
