import type { Embedder } from '../embedding/embedder.ts';
import { diffModelSpecs, type ModelSpec } from '../embedding/model-spec.ts';
import { createReusingEmbedder } from '../embedding/reusing-embedder.ts';
import type { Paper } from '../papers/paper.ts';
import { type AtlasFiles, MANIFEST_FILE } from '../store/files.ts';
import type { KindEntry } from '../store/kind-entry.ts';
import {
  type AtlasManifest,
  deriveAtlasId,
  encodeManifest,
  FORMAT_VERSION,
  readManifest,
} from '../store/manifest.ts';
import { memoryFiles } from '../store/memory.ts';
import { writeKind } from '../store/shards.ts';
import type { LongTask } from '../task.ts';
import type { AtlasChange } from './atlas-change.ts';
import {
  type ApproximateIndex,
  assertPapers,
  type ComputedContents,
  type ContentsOptions,
  type ContentsPorts,
  computeContents,
  resolveContentsOptions,
} from './contents.ts';
import { encodeContents } from './contents-kinds.ts';
import { createEmbeddingsBefore } from './embeddings-before.ts';
import { readContentsBefore } from './read-contents-before.ts';
import { StageClock } from './stage-clock.ts';

export interface MemoryAtlasOptions extends ContentsOptions, LongTask {
  /** Gives the vectors of the papers; it is not disposed. */
  readonly embedder: Embedder;
  /**
   * An atlas to go on from, as `buildAtlas` does where there is one: papers whose text it has are not embedded again,
   * they stay where they are on the map, and the new atlas is its next generation. Not changed. Of another model it only lends its id.
   */
  readonly before?: AtlasFiles | undefined;
  /** Told what a person should know and what is no error: damage in the atlas before, which is made good. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** An atlas in memory: what its folder would hold. */
export interface MemoryAtlas extends AtlasFiles {
  /** Bytes by name. */
  readonly files: Map<string, Uint8Array>;
  /** What is other than in the atlas before; null when there was none that could be gone on from. */
  readonly change: AtlasChange | null;
}

/**
 * Builds an atlas in memory, as a browser does: what the folder of such an atlas would hold, without an approximate index,
 * which has no use below some ten thousand papers. Open it with {@link openAtlas}, keep it with {@link packAtlas}. The same
 * papers, vectors and options give the same bytes. The stages are those of {@link computeContents}.
 *
 * @throws ExplorerError EMPTY_CORPUS, INVALID_ARGUMENT, ABORTED, what opening `before` throws, and whatever the embedder throws
 */
export async function buildMemoryAtlas(
  papers: readonly Paper[],
  options: MemoryAtlasOptions,
): Promise<MemoryAtlas> {
  const resolved = resolveContentsOptions(options);
  await assertPapers(papers);
  const { before, signal, onWarning = () => undefined } = options;
  const { model } = options.embedder;
  const previous = before === undefined ? null : await readManifest(before, { signal });
  const ports = { embedder: options.embedder, buildIndex: async () => null };
  const computed = await computeContents(
    papers,
    before === undefined || diffModelSpecs(previous!.model, model).length > 0
      ? ports
      : { ...ports, ...goOnFrom(before, previous!, { ...options, onWarning }) },
    resolved,
    new StageClock(options),
  );
  const files = await putContents(computed, model, { previous });
  return { ...files, change: computed.change };
}

/** The ports of a build that goes on from an atlas of the same model. */
function goOnFrom(
  files: AtlasFiles,
  manifest: AtlasManifest,
  { embedder, signal, onWarning }: MemoryAtlasOptions & { readonly onWarning: (message: string) => void },
): Pick<ContentsPorts<ApproximateIndex>, 'embedder' | 'readBefore'> {
  const embeddingsBefore = createEmbeddingsBefore(files, manifest, embedder.model, onWarning);
  return {
    embedder: createReusingEmbedder(embedder, { sources: [embeddingsBefore] }),
    readBefore: () => readContentsBefore(files, embeddingsBefore.takeAll(), onWarning, signal),
  };
}

/** The contents as the files of an atlas, the next generation of `previous`; of kinds that are not kept there is nothing. */
export async function putContents(
  { contents, steps, quality }: ComputedContents<ApproximateIndex>,
  model: ModelSpec,
  {
    previous = null,
    isKept = () => true,
  }: {
    readonly previous?: AtlasManifest | null;
    readonly isKept?: ((kind: string) => boolean) | undefined;
  } = {},
): Promise<ReturnType<typeof memoryFiles>> {
  const files = memoryFiles();
  const kinds: Record<string, KindEntry> = {};
  for (const encoded of encodeContents(contents))
    if (isKept(encoded.kind)) kinds[encoded.kind] = await writeKind(files, encoded);
  const counts = { papers: contents.papers.length, dimension: model.dimension };
  const content = { counts, model, steps, quality, kinds };
  const { atlasId, generation } = previous ?? { atlasId: deriveAtlasId(content), generation: 0 };
  const identity = { format: FORMAT_VERSION, atlasId, generation: generation + 1 } as const;
  files.files.set(MANIFEST_FILE, encodeManifest({ ...identity, ...content }));
  return files;
}
