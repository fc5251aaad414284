import type { Embedder } from '../embedding/embedder.ts';
import type { ModelSpec } from '../embedding/model-spec.ts';
import type { Paper } from '../papers/paper.ts';
import { MANIFEST_FILE } from '../store/files.ts';
import type { KindEntry } from '../store/kind-entry.ts';
import { deriveAtlasId, encodeManifest, FORMAT_VERSION } from '../store/manifest.ts';
import { memoryFiles } from '../store/memory.ts';
import { writeKind } from '../store/shards.ts';
import type { LongTask } from '../task.ts';
import {
  type ApproximateIndex,
  assertPapers,
  type ComputedContents,
  type ContentsOptions,
  computeContents,
  resolveContentsOptions,
} from './contents.ts';
import { encodeContents } from './contents-kinds.ts';
import { StageClock } from './stage-clock.ts';

export interface MemoryAtlasOptions extends ContentsOptions, LongTask {
  /** Gives the vectors of the papers; it is not disposed. */
  readonly embedder: Embedder;
}

/**
 * Builds an atlas in memory, as a browser does: what the folder of such an atlas would hold, without an approximate index,
 * which has no use below some ten thousand papers. Open it with {@link openAtlas}, keep it with {@link packAtlas}. The same
 * papers, vectors and options give the same bytes. The stages are those of {@link computeContents}.
 *
 * @throws ExplorerError EMPTY_CORPUS, INVALID_ARGUMENT, ABORTED, and whatever the embedder throws
 */
export async function buildMemoryAtlas(
  papers: readonly Paper[],
  options: MemoryAtlasOptions,
): Promise<ReturnType<typeof memoryFiles>> {
  const resolved = resolveContentsOptions(options);
  await assertPapers(papers);
  const { embedder } = options;
  const ports = { embedder, buildIndex: async () => null };
  const computed = await computeContents(papers, ports, resolved, new StageClock(options));
  return putContents(computed, embedder.model);
}

/** The contents as the files of an atlas; of kinds that are not kept there is nothing. */
export async function putContents(
  { contents, steps, quality }: ComputedContents<ApproximateIndex>,
  model: ModelSpec,
  isKept: (kind: string) => boolean = () => true,
): Promise<ReturnType<typeof memoryFiles>> {
  const files = memoryFiles();
  const kinds: Record<string, KindEntry> = {};
  for (const encoded of encodeContents(contents))
    if (isKept(encoded.kind)) kinds[encoded.kind] = await writeKind(files, encoded);
  const counts = { papers: contents.papers.length, dimension: model.dimension };
  const content = { counts, model, steps, quality, kinds };
  const identity = { format: FORMAT_VERSION, atlasId: deriveAtlasId(content), generation: 1 } as const;
  files.files.set(MANIFEST_FILE, encodeManifest({ ...identity, ...content }));
  return files;
}
