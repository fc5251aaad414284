import { type AtlasContents, computeContents, resolveContentsOptions } from '../../src/atlas/contents.ts';
import { putContents } from '../../src/atlas/memory-atlas.ts';
import { StageClock } from '../../src/atlas/stage-clock.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { memoryFiles } from '../../src/store/memory.ts';
import { makePapers } from './made-papers.ts';
import { createWordEmbedder } from './word-embedder.ts';

/** The whole way in memory: papers (or so many made ones), contents, kinds (those that are kept), manifest. */
export async function buildInMemory(
  given: number | readonly Paper[],
  change: (contents: AtlasContents) => AtlasContents = (contents) => contents,
  isKept?: (kind: string) => boolean,
): Promise<ReturnType<typeof memoryFiles>> {
  const papers = typeof given === 'number' ? makePapers(given) : given;
  const embedder = createWordEmbedder();
  const ports = { embedder, buildIndex: async () => null };
  const computed = await computeContents(papers, ports, resolveContentsOptions({}), new StageClock({}));
  return putContents({ ...computed, contents: change(computed.contents) }, embedder.model, { isKept });
}
