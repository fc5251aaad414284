import { ExplorerError, isExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { measureProjection } from '../projection/quality.ts';
import { type FolderFiles, openFolder } from '../store/folder.ts';
import { type AtlasQuality, readManifest } from '../store/manifest.ts';
import { type LongTask, type Progress, throwIfAborted } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { type AtlasReader, createAtlasReader } from './atlas-reader.ts';
import { KINDS } from './contents-kinds.ts';
import { examineIndex, type IndexExamination } from './examine-index.ts';
import {
  type CalibrationExamination,
  examineCalibration,
  examineKeywords,
  type KeywordsExamination,
} from './examine-search.ts';
import { NO_MAP } from './no-map.ts';
import { openAtlasFolder } from './open-atlas-folder.ts';
import { judgeCalibration, judgeIndex, judgeKeywords, judgeMap, type Verdict } from './verdict.ts';

export interface AtlasProblem {
  /** Name of the file, or `manifest.json`; `data` when it is about how files go together. */
  readonly file: string;
  readonly message: string;
}

/** What a doctor found. What could not be measured because of the problems is null. */
export interface AtlasExamination {
  readonly healthy: boolean;
  /** Files that were checked, the manifest included. */
  readonly files: number;
  readonly problems: readonly AtlasProblem[];
  /** Measured now, from what the folder holds. */
  readonly quality: AtlasQuality | null;
  /** Null also for an atlas that is searched exactly. */
  readonly index: IndexExamination | null;
  readonly keywords: KeywordsExamination | null;
  /** Null also for a single paper. */
  readonly calibration: CalibrationExamination | null;
  /** What to do, in sentences; also about what is not wrong but could be better. */
  readonly advice: readonly string[];
}

/** What is measured once every file is what the manifest says. */
interface Measures {
  quality: AtlasQuality | null;
  index: IndexExamination | null;
  keywords: KeywordsExamination | null;
  calibration: CalibrationExamination | null;
  readonly verdicts: Verdict[];
}

type NoteProblem = (file: string, error: unknown) => void;

/**
 * Checks every file of an atlas against the manifest, what each says, the recall of the index against exact search (and
 * the ef that would give .99), the quality of the map, the stored words against words built anew and the calibration
 * against one measured anew. Progress in the stages `files`, `index`, `map`, `words`.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED, ABORTED; damage is in the result instead
 */
export async function examineAtlas(dir: string, task: LongTask = {}): Promise<AtlasExamination> {
  const problems: AtlasProblem[] = [];
  const note: NoteProblem = (file, error) => {
    if (!(error instanceof ExplorerError) || error.code === 'ABORTED') throw error;
    if (!problems.some(({ message }) => message === error.message))
      problems.push({ file, message: error.message });
  };
  const files = openFolder(dir);
  const checked = await checkFiles(files, note, task);
  const warnings: string[] = [];
  const unknown = { quality: null, index: null, keywords: null, calibration: null };
  const measures: Measures = { ...unknown, verdicts: [] };
  if (problems.length === 0)
    await measure(dir, files, measures, task, (message) => warnings.push(message)).catch((error: unknown) =>
      note('data', error),
    );
  const { verdicts, ...measured } = measures;
  const healthy = problems.length === 0 && verdicts.every(({ isWrong }) => !isWrong);
  const advice = [...warnings, ...verdicts.map(({ sentence }) => sentence)];
  if (problems.length > 0)
    advice.unshift('Build the atlas again from its papers; the files named above are not to be trusted.');
  if (advice.length === 0) advice.push('Nothing is wrong.');
  return { healthy, files: checked, problems, ...measured, advice };
}

/** How many files were looked at, the manifest included. */
async function checkFiles(
  files: FolderFiles,
  note: NoteProblem,
  { signal, onProgress }: LongTask,
): Promise<number> {
  let checked = 1;
  try {
    const manifest = await readManifest(files, { kinds: KINDS, signal });
    const shards = Object.values(manifest.kinds).flatMap((kind) => kind.shards);
    for (const shard of shards) {
      throwIfAborted(signal, 'the examination');
      await files.checkFile(shard, signal).catch((error: unknown) => note(shard.name, error));
      onProgress?.({ stage: 'files', done: checked, total: shards.length });
      checked++;
    }
  } catch (error) {
    if (isExplorerError(error, 'ATLAS_NOT_FOUND') || isExplorerError(error, 'ATLAS_UNSUPPORTED')) throw error;
    note('manifest.json', error);
  }
  return checked;
}

async function measure(
  dir: string,
  files: FolderFiles,
  into: Measures,
  task: LongTask,
  onWarning: (message: string) => void,
): Promise<void> {
  const { signal, onProgress } = task;
  const stage = (name: string): LongTask => ({
    signal,
    onProgress: onProgress && ((progress: Progress) => onProgress({ ...progress, stage: name })),
  });
  // Read by itself and not through the atlas, which makes anew what is damaged.
  const reader = await createAtlasReader(files, signal);
  const { manifest } = reader;
  const [embeddings, neighbors] = await Promise.all([
    reader.embeddings(),
    reader.neighbors(),
    reader.papers(),
    reader.keywords(),
    reader.calibration(),
  ]);
  {
    await using atlas = await openAtlasFolder(dir, { signal, onWarning });
    into.index = await examineIndex(await atlas.index(), embeddings, manifest, task);
  }
  const recallAt10 = into.index?.recallAt10 ?? null;
  into.quality = { recallAt10, ...(await measureMap(reader, embeddings, neighbors, stage('map'))) };
  into.keywords = await examineKeywords(reader, stage('words'));
  into.calibration = await examineCalibration(reader);
  throwIfAborted(signal, 'the examination');
  into.verdicts.push(
    ...(into.index === null ? [] : judgeIndex(into.index)),
    ...(reader.hasMap
      ? judgeMap(into.quality, manifest.quality)
      : [{ isWrong: false, sentence: `${NO_MAP}.` }]),
    ...judgeKeywords(into.keywords),
    ...(into.calibration === null ? [] : judgeCalibration(into.calibration)),
  );
}

/** Reads every part of the map and measures it; all null without one. */
async function measureMap(
  reader: AtlasReader,
  embeddings: VectorMatrix,
  neighbors: NeighborTable,
  task: LongTask,
): Promise<Pick<AtlasQuality, 'trustworthiness' | 'continuity' | 'keptNeighbors'>> {
  if (!reader.hasMap) return { trustworthiness: null, continuity: null, keptNeighbors: null };
  const [projection] = await Promise.all([
    reader.projection(),
    reader.regions(),
    reader.membership(),
    reader.placement(),
  ]);
  const { seed } = reader.manifest.steps.projection;
  const measured = await measureProjection(embeddings, neighbors, projection, { seed }, task);
  const { trustworthiness, continuity, keptNeighbors } = measured;
  return { trustworthiness, continuity, keptNeighbors };
}
