import { cpus, totalmem } from 'node:os';
import type { Embedder } from '../embedding/embedder.ts';
import { openModelFolder } from '../embedding/model-folder.ts';
import { diffModelSpecs, type ModelSpec } from '../embedding/model-spec.ts';
import { createReusingEmbedder } from '../embedding/reusing-embedder.ts';
import { assertWorkers, createWorkerPool } from '../embedding/worker-pool.ts';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { Region } from '../labels/region.ts';
import type { IngestReport } from '../papers/ingest-report.ts';
import type { Paper } from '../papers/paper.ts';
import type { AtlasWriter } from '../store/atlas-writer.ts';
import { type EmbeddingJournal, keyOfText, openEmbeddingJournal } from '../store/embedding-journal.ts';
import { openFolder } from '../store/folder.ts';
import { writeAtlasFolder } from '../store/folder-writer.ts';
import type { KindEntry } from '../store/kind-entry.ts';
import type { AtlasQuality } from '../store/manifest.ts';
import { writeKind } from '../store/shards.ts';
import type { LongTask } from '../task.ts';
import type { SavableHnswIndex } from '../vector-index/hnsw-thread.ts';
import { buildKnnGraphInThreads } from '../vector-index/knn-graph-threads.ts';
import type { AtlasChange } from './atlas-change.ts';
import { createIndexBuilder } from './build-index.ts';
import {
  assertPapers,
  type ComputedContents,
  type ContentsOptions,
  computeContents,
  resolveContentsOptions,
} from './contents.ts';
import { encodeContents } from './contents-kinds.ts';
import { createEmbeddingsBefore } from './embeddings-before.ts';
import { readContentsBefore } from './read-contents-before.ts';
import { StageClock, type StageTime } from './stage-clock.ts';

export interface BuildAtlasOptions extends ContentsOptions, LongTask {
  /** The atlas folder. An atlas that is there is replaced when the new one is complete; another folder is refused. */
  readonly out: string;
  /** Model folder or name; default: the one that travels with Paper Atlas. */
  readonly model?: string | undefined;
  /**
   * Tokens after which a text is cut, 16 up to the model's positions; default: what the model was trained for. More: the
   * ends of long abstracts count, and take their time. Vectors of two lengths are never mixed. Not for an `embedder`.
   */
  readonly maxTokens?: number | undefined;
  /** Processes that embed; default: one a core. */
  readonly workers?: number | undefined;
  /** An embedder of the caller's own instead of a model by name; it is not disposed. */
  readonly embedder?: Embedder | undefined;
  /** What the reading of the papers reported; goes into the build report. */
  readonly ingest?: IngestReport | undefined;
  /** Told before the papers are embedded how many of them need not be. */
  readonly onReuse?: ((reused: ReusedEmbeddings) => void) | undefined;
  /** Told what a person should know and what is no error: a missing optional package, a damaged earlier atlas. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** Where the embeddings of the papers come from; the three figures add up to the papers. */
export interface ReusedEmbeddings {
  /** Kept by a build into this folder that did not end. */
  readonly resumed: number;
  /** Of papers whose text stands in the atlas that is replaced. */
  readonly unchanged: number;
  /** Of texts that have to go through the model. */
  readonly made: number;
}

/** What was built, and at what cost. Stands in the folder as `build-report.json`. */
export interface BuildReport {
  readonly atlasId: string;
  readonly generation: number;
  readonly papers: number;
  readonly model: ModelSpec;
  /** None without a map. */
  readonly regions: readonly Region[];
  readonly quality: AtlasQuality;
  readonly embeddings: ReusedEmbeddings;
  /** What is other than in the atlas that was there; null when there was none that could be gone on from. */
  readonly change: AtlasChange | null;
  /** In the order in which they ran. */
  readonly stages: readonly StageTime[];
  /** Most memory of this process, and of those that embed while they run, in bytes; each at its peak, so that it may be less. */
  readonly peakBytes: number;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly node: string;
  };
  readonly warnings: readonly string[];
  readonly ingest: IngestReport | null;
}

/**
 * Builds an atlas folder from papers: embeds, indexes, maps, measures, names the regions, writes. The folder shows the
 * atlas that was there before, or none, until everything is written. The same papers, options and machine give the same
 * bytes. Only one build at a time writes into a folder. The list may change meanwhile, the papers in it must not.
 *
 * Embeddings are kept in a journal in the folder as they are made. A build that was stopped or killed is gone on with by
 * the next one: it loses the texts that were in the model, and ends with the same bytes. Papers whose text stands in the
 * atlas that is replaced, embedded by the same model, are not embedded again.
 *
 * @throws ExplorerError EMPTY_CORPUS, INVALID_ARGUMENT, MODEL_NOT_FOUND, MODEL_DAMAGED, WORKER_FAILED, ATLAS_EXISTS,
 *   ATLAS_LOCKED, WRITE_FAILED, ABORTED; nothing but the journal is written then.
 */
export async function buildAtlas(given: readonly Paper[], options: BuildAtlasOptions): Promise<BuildReport> {
  assertBuildOptions(options);
  const resolved = resolveContentsOptions(options);
  // The caller may go on with its list; what is built is the list as it was. The papers themselves are not copied: so
  // many new objects at once cost the garbage collector more than the 50 ms that the event loop may stand still.
  const papers = Array.isArray(given) ? [...given] : given;
  await assertPapers(papers);
  const warnings: string[] = [];
  const onWarning = (message: string): void => {
    warnings.push(message);
    options.onWarning?.(message);
  };
  const { signal } = options;
  let embedding: OpenEmbedder | null = null;
  let peakWhileEmbedding = 0;
  const measurePeak = (): number =>
    Math.max(peakWhileEmbedding, process.resourceUsage().maxRSS * 1024 + (embedding?.peakBytes() ?? 0));
  const clock = new StageClock(options, measurePeak);
  let report: Omit<BuildReport, 'atlasId' | 'generation'> | undefined;

  const manifest = await writeAtlasFolder(
    options.out,
    async (writer) => {
      const { previous } = writer;
      const opened = await openEmbedder(options, previous !== null);
      embedding = opened;
      const { model } = opened.embedder;
      const journal = await openEmbeddingJournal(options.out, model, onWarning).catch(
        async (error: unknown) => {
          await opened.dispose();
          throw error;
        },
      );
      try {
        let embeddings: ReusedEmbeddings = { resumed: 0, unchanged: 0, made: papers.length };
        const files = openFolder(options.out);
        const embeddingsBefore = previous && createEmbeddingsBefore(files, previous, model, onWarning);
        const embedder = createReusingEmbedder(opened.embedder, {
          sources: [journal, ...(embeddingsBefore ? [embeddingsBefore] : [])],
          onFound({ as, total, bySource: [resumed = 0, unchanged = 0] }) {
            if (as !== 'document') return;
            embeddings = { resumed, unchanged, made: total - resumed - unchanged };
            options.onReuse?.(embeddings);
          },
          onMade: (text, as, vector) => journal.add(keyOfText(text, as), vector),
        });
        // The models' memory is free for what follows.
        const onEmbedded = async (): Promise<void> => {
          peakWhileEmbedding = measurePeak();
          embedding = null;
          await opened.dispose();
        };
        const isSameModel = previous !== null && diffModelSpecs(previous.model, model).length === 0;
        const ports = {
          embedder,
          onEmbedded,
          buildGraph: buildKnnGraphInThreads,
          buildIndex: createIndexBuilder({
            files,
            shard: previous?.kinds['hnsw']?.shards[0],
            scratchPath: () => writer.scratchPath(),
            onWarning,
          }),
          ...(isSameModel && {
            readBefore: () =>
              readContentsBefore(files, embeddingsBefore?.takeAll() ?? null, onWarning, signal),
          }),
        };
        const computed = await computeContents(papers, ports, resolved, clock);
        const kinds = await clock.run('write', (task) => writeContents(writer, computed, task));
        const { contents, quality, steps, change } = computed;
        report = {
          papers: papers.length,
          model,
          regions: contents.map?.regions ?? [],
          quality,
          embeddings,
          change,
          stages: clock.times,
          peakBytes: measurePeak(),
          machine: describeMachine(),
          warnings,
          ingest: options.ingest ?? null,
        };
        const counts = { papers: papers.length, dimension: model.dimension };
        const content = { counts, model, steps, quality, kinds };
        return { content, report: { ...report } };
      } catch (error) {
        throw tellOfJournal(error, options.out, journal);
      } finally {
        journal.close();
        await opened.dispose();
      }
    },
    { signal, onWarning },
  );
  return { atlasId: manifest.atlasId, generation: manifest.generation, ...report! };
}

/** Whoever reads why a build has ended should know that its work is not lost. */
function tellOfJournal(error: unknown, out: string, { count }: EmbeddingJournal): unknown {
  if (!isExplorerError(error) || count === 0) return error;
  const kept = `${count.toLocaleString('en')} embeddings are kept: the next build into ${out} goes on from there`;
  const details = { ...error.details, keptEmbeddings: count };
  const what =
    error.code === 'ABORTED' ? `building ${out} was stopped before it was finished` : error.message;
  return new ExplorerError(error.code, `${what}; ${kept}`, { details, cause: error });
}

/** Fewer leave hardly a word between the tokens that begin and end a text. */
const LEAST_TOKENS = 16;

function assertBuildOptions(options: BuildAtlasOptions): void {
  // The compiler asks for them; who calls from JavaScript may have forgotten them.
  const { out, workers, maxTokens }: Partial<BuildAtlasOptions> = options ?? {};
  if (typeof out !== 'string' || out === '')
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `out is ${JSON.stringify(out)}; expected the path of a folder, as in { out: 'my.atlas' }`,
    );
  if (workers !== undefined) assertWorkers(workers);
  if (maxTokens === undefined || (Number.isInteger(maxTokens) && maxTokens >= LEAST_TOKENS)) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `maxTokens is ${maxTokens}; expected a whole number from ${LEAST_TOKENS} to what the model can read`,
    { details: { maxTokens } },
  );
}

interface OpenEmbedder {
  readonly embedder: Embedder;
  peakBytes(): number;
  dispose(): Promise<void>;
}

async function openEmbedder(options: BuildAtlasOptions, isChange: boolean): Promise<OpenEmbedder> {
  if (options.embedder !== undefined)
    return { embedder: options.embedder, peakBytes: () => 0, dispose: async () => {} };
  const { maxTokens } = options;
  const { spec, path } = await openModelFolder(options.model, options);
  if (maxTokens !== undefined && spec.maxTokens !== maxTokens) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `maxTokens is ${maxTokens}; ${spec.id} reads ${spec.maxTokens} tokens at most, so ask for no more`,
      { details: { maxTokens, most: spec.maxTokens } },
    );
  }
  // The models load while what is there already is looked up; after a change there is little to embed, or nothing.
  const eager = isChange ? 1 : 'all';
  const pool = createWorkerPool({ model: spec, location: path, workers: options.workers, eager });
  return { embedder: pool, peakBytes: () => pool.peakBytes, dispose: () => pool.dispose() };
}

async function writeContents(
  writer: AtlasWriter,
  { contents, index }: Pick<ComputedContents<SavableHnswIndex>, 'contents' | 'index'>,
  { onProgress }: LongTask,
): Promise<Record<string, KindEntry>> {
  const kinds: Record<string, KindEntry> = {};
  const path = writer.scratchPath();
  // In the index's own thread.
  const saving = index?.save(path);
  saving?.catch(() => undefined);
  try {
    const encodedKinds = encodeContents(contents);
    const total = encodedKinds.length + (index === null ? 0 : 1);
    for (const [done, encoded] of encodedKinds.entries()) {
      onProgress?.({ stage: 'write', done, total });
      kinds[encoded.kind] = await writeKind(writer, encoded);
    }
    if (saving !== undefined) {
      await saving;
      kinds['hnsw'] = await writer.adopt('hnsw', path, { optional: true });
    }
    onProgress?.({ stage: 'write', done: total, total });
    return kinds;
  } finally {
    await saving?.catch(() => undefined);
    await index?.dispose();
  }
}

function describeMachine(): BuildReport['machine'] {
  const cores = cpus();
  return {
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryBytes: totalmem(),
    node: process.version,
  };
}
