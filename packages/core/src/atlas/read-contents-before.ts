import type { VectorMatrix } from '../math/matrix.ts';
import type { AtlasFiles } from '../store/files.ts';
import { throwIfAborted, yieldToEventLoop } from '../task.ts';
import { joinColumns } from '../vector-index/neighbor-table.ts';
import { createAtlasReader } from './atlas-reader.ts';
import type { ContentsBefore } from './contents-before.ts';
import type { PapersAndVectors } from './paper-changes.ts';

/** The vectors are handed to the thread that makes the index. */
const LENT = { areVectorsResident: false };

/**
 * Reads and checks an atlas that is to be gone on from; null, and a warning, when a part of it is damaged. `known` is what
 * has been read of it already.
 */
export async function readContentsBefore(
  files: AtlasFiles,
  known: PapersAndVectors | null,
  onWarning: (message: string) => void,
  signal: AbortSignal | undefined,
): Promise<ContentsBefore | null> {
  try {
    const reader = await createAtlasReader(files, signal, LENT);
    const reserve = await reader.neighborReserve();
    await yieldToEventLoop();
    // Read here, though asked for later: an atlas whose vectors are damaged is one that cannot be gone on from.
    let embeddings: VectorMatrix | null = known?.embeddings ?? (await reader.embeddings());
    return {
      steps: reader.manifest.steps,
      quality: reader.manifest.quality,
      papers: known?.papers ?? (await reader.papers()),
      embeddings: async () => {
        embeddings ??= await (await createAtlasReader(files, signal, LENT)).embeddings();
        return embeddings;
      },
      takeEmbeddings: async () => {
        const taken = embeddings ?? (await (await createAtlasReader(files, signal, LENT)).embeddings());
        embeddings = null;
        return taken;
      },
      keywords: async () => {
        try {
          return await (await createAtlasReader(files, signal, LENT)).keywords();
        } catch (error) {
          throwIfAborted(signal, 'reading the words that were there');
          onWarning(`the words that were there are read again: ${reasonOf(error)}`);
          return null;
        }
      },
      graph: reserve && joinColumns(await reader.neighbors(), reserve),
      map: reader.hasMap
        ? {
            projection: await reader.projection(),
            regions: await reader.regions(),
            membership: await reader.membership(),
          }
        : null,
      calibration: await reader.calibration(),
    };
  } catch (error) {
    throwIfAborted(signal, 'reading the atlas that was there');
    onWarning(`the atlas that was there cannot be gone on from and is made anew: ${reasonOf(error)}`);
    return null;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
