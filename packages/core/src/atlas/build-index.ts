import { isExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { FolderFiles } from '../store/folder.ts';
import type { ShardEntry } from '../store/kind-entry.ts';
import type { LongTask } from '../task.ts';
import { resolveHnswParameters } from '../vector-index/hnsw-parameters.ts';
import { buildHnswInThread, type SavableHnswIndex, updateHnswInThread } from '../vector-index/hnsw-thread.ts';
import type { ContentsPorts } from './contents.ts';
import type { ContentsBefore } from './contents-before.ts';

/** Where the index of the atlas before is, and where one may be written to. */
export interface IndexBuilderOptions {
  readonly files: FolderFiles;
  /** The saved index; undefined when there is none. */
  readonly shard: ShardEntry | undefined;
  /** A path for a file that is there for a moment. */
  readonly scratchPath: () => string;
  readonly onWarning: (message: string) => void;
}

/**
 * Gives the index of an atlas: what changed is put into the one before and taken out of it; where that is not possible it
 * is made anew. Null, and a warning, where hnswlib-node is not installed.
 */
export function createIndexBuilder(
  options: IndexBuilderOptions,
): ContentsPorts<SavableHnswIndex>['buildIndex'] {
  const { onWarning } = options;
  return async (vectors, { seed, before }, task) => {
    try {
      const updated = before && (await updateIndex(vectors, seed, before, options, task));
      return updated ?? (await buildHnswInThread(vectors, { metric: 'cosine', seed }, task));
    } catch (error) {
      if (!isExplorerError(error, 'INDEX_UNAVAILABLE')) throw error;
      onWarning(
        `${error.message}; this atlas is searched exactly, which gives the same answers and takes longer on large ones`,
      );
      return null;
    }
  };
}

async function updateIndex(
  vectors: VectorMatrix,
  seed: number,
  { steps, takeEmbeddings }: ContentsBefore,
  { files, shard, scratchPath, onWarning }: IndexBuilderOptions,
  task: LongTask,
): Promise<SavableHnswIndex | null> {
  const parameters = resolveHnswParameters({ seed });
  const { index } = steps;
  const isSame =
    index?.seed === seed && index.M === parameters.M && index.efConstruction === parameters.efConstruction;
  if (shard === undefined || !isSame) return null;
  try {
    const path = await files.checkFile(shard, task.signal);
    const before = await takeEmbeddings();
    const scratch = scratchPath();
    return await updateHnswInThread(
      path,
      { metric: 'cosine', ...parameters, before, vectors, scratch },
      task,
    );
  } catch (error) {
    if (!isExplorerError(error, 'ATLAS_DAMAGED')) throw error;
    onWarning(`${error.message}; it is made anew`);
    return null;
  }
}
