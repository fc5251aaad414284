import { ExplorerError, isExplorerError } from '../errors.ts';
import { measureProjection } from '../projection/quality.ts';
import { openFolder } from '../store/folder.ts';
import { type AtlasQuality, readManifest } from '../store/manifest.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { measureRecall } from '../vector-index/recall.ts';
import type { Atlas } from './atlas.ts';
import { KINDS } from './contents-kinds.ts';
import { openAtlasFolder } from './open-atlas-folder.ts';

export interface AtlasProblem {
  /** Name of the file, or `manifest.json`. */
  readonly file: string;
  readonly message: string;
}

/** What a doctor found. */
export interface AtlasExamination {
  readonly healthy: boolean;
  /** Files that were checked, the manifest included. */
  readonly files: number;
  readonly problems: readonly AtlasProblem[];
  /** Measured now, from what the folder holds; null when it cannot be because of the problems. */
  readonly quality: AtlasQuality | null;
  /** What to do, in sentences; also about what is not wrong but could be better. */
  readonly advice: readonly string[];
}

/** Below this the index loses neighbours that matter. */
const LEAST_RECALL = 0.99;
/** Below this the map tells more about UMAP than about the papers. */
const LEAST_TRUSTWORTHINESS = 0.8;

/**
 * Checks every file of an atlas against the manifest, what each says, the recall of the index against exact search and
 * the quality of the map. Progress in the stages `files`, `quality`.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED, ABORTED; damage is in the result instead
 */
export async function examineAtlas(dir: string, task: LongTask = {}): Promise<AtlasExamination> {
  const problems: AtlasProblem[] = [];
  const note = (file: string, error: unknown): void => {
    if (!(error instanceof ExplorerError) || error.code === 'ABORTED') throw error;
    if (!problems.some(({ message }) => message === error.message))
      problems.push({ file, message: error.message });
  };
  const files = openFolder(dir);
  let checked = 1;
  try {
    const manifest = await readManifest(files, { kinds: KINDS, signal: task.signal });
    const shards = Object.values(manifest.kinds).flatMap((kind) => kind.shards);
    for (const shard of shards) {
      throwIfAborted(task.signal, 'the examination');
      await files.checkFile(shard, task.signal).catch((error: unknown) => note(shard.name, error));
      task.onProgress?.({ stage: 'files', done: checked, total: shards.length });
      checked++;
    }
  } catch (error) {
    if (isExplorerError(error, 'ATLAS_NOT_FOUND') || isExplorerError(error, 'ATLAS_UNSUPPORTED')) throw error;
    note('manifest.json', error);
  }
  let quality: AtlasQuality | null = null;
  const notes: string[] = [];
  if (problems.length === 0) {
    await using atlas = await openAtlasFolder(dir, {
      signal: task.signal,
      onWarning: (message) => notes.push(message),
    });
    quality = await measureQuality(atlas, task).catch((error: unknown) => {
      note('data', error);
      return null;
    });
  }
  const verdicts = quality === null ? [] : judge(quality);
  return {
    healthy: problems.length === 0 && verdicts.every(({ isWrong }) => !isWrong),
    files: checked,
    problems,
    quality,
    advice: [
      ...(problems.length > 0
        ? ['Build the atlas again from its papers; the files named above are not to be trusted.']
        : []),
      ...notes,
      ...verdicts.map(({ sentence }) => sentence),
    ],
  };
}

async function measureQuality(atlas: Atlas, task: LongTask): Promise<AtlasQuality> {
  const [embeddings, neighbors, projection, index] = await Promise.all([
    atlas.embeddings(),
    atlas.neighbors(),
    atlas.projection(),
    atlas.index(),
    atlas.regions(),
    atlas.membership(),
    atlas.placement(),
  ]);
  const { seed } = atlas.manifest.steps.projection;
  const { signal, onProgress } = task;
  const stage = {
    signal,
    onProgress:
      onProgress &&
      ((progress: Parameters<typeof onProgress>[0]) => onProgress({ ...progress, stage: 'quality' })),
  };
  const measured = await measureProjection(embeddings, neighbors, projection, { seed }, stage);
  const recall =
    atlas.manifest.steps.index === null ? null : await measureRecall(index, embeddings, { seed }, stage);
  const { trustworthiness, continuity, keptNeighbors } = measured;
  return { recallAt10: recall?.recall ?? null, trustworthiness, continuity, keptNeighbors };
}

function judge({ recallAt10, trustworthiness }: AtlasQuality): { isWrong: boolean; sentence: string }[] {
  const verdicts = [];
  if (recallAt10 !== null && recallAt10 < LEAST_RECALL) {
    verdicts.push({
      isWrong: true,
      sentence: `The index finds ${(100 * recallAt10).toFixed(1)} % of the true neighbours (wanted ${100 * LEAST_RECALL} %): build the atlas again.`,
    });
  }
  if (trustworthiness !== null && trustworthiness < LEAST_TRUSTWORTHINESS) {
    verdicts.push({
      isWrong: false,
      sentence: `Nearness on the map is a weak sign here (trustworthiness ${trustworthiness.toFixed(2)}): rely on similar and search, or try --neighbors with another number.`,
    });
  }
  if (verdicts.length === 0) verdicts.push({ isWrong: false, sentence: 'Nothing is wrong.' });
  return verdicts;
}
