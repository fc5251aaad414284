import { type AtlasContents, computeContents, resolveContentsOptions } from '../../src/atlas/contents.ts';
import { encodeContents } from '../../src/atlas/contents-kinds.ts';
import { StageClock } from '../../src/atlas/stage-clock.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { KindEntry } from '../../src/store/kind-entry.ts';
import { deriveAtlasId, encodeManifest } from '../../src/store/manifest.ts';
import { memoryFiles } from '../../src/store/memory.ts';
import { writeKind } from '../../src/store/shards.ts';
import { makePapers } from './made-papers.ts';
import { createWordEmbedder } from './word-embedder.ts';

/** The whole way in memory: papers (or so many made ones), contents, kinds (those that are kept), manifest. */
export async function buildInMemory(
  given: number | readonly Paper[],
  change: (contents: AtlasContents) => AtlasContents = (contents) => contents,
  isKept: (kind: string) => boolean = () => true,
): Promise<ReturnType<typeof memoryFiles>> {
  const papers = typeof given === 'number' ? makePapers(given) : given;
  const words = createWordEmbedder();
  const ports = { embedder: words, buildIndex: async () => null };
  const computed = await computeContents(papers, ports, resolveContentsOptions({}), new StageClock({}));
  const files = memoryFiles();
  const kinds: Record<string, KindEntry> = {};
  for (const encoded of encodeContents(change(computed.contents)))
    if (isKept(encoded.kind)) kinds[encoded.kind] = await writeKind(files, encoded);
  const content = {
    counts: { papers: papers.length, dimension: words.model.dimension },
    model: words.model,
    steps: computed.steps,
    quality: { ...computed.quality },
    kinds,
  };
  const manifest = { format: 1 as const, atlasId: deriveAtlasId(content), generation: 1, ...content };
  files.files.set('manifest.json', encodeManifest(manifest));
  return files;
}
