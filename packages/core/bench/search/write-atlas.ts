import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { buildCalibration } from '../../src/atlas/calibrate.ts';
import { buildKeywordIndex } from '../../src/keyword-index/build-keyword-index.ts';
import { encodeKeywordIndex } from '../../src/keyword-index/keyword-file.ts';
import {
  buildHnswIndex,
  type Embedder,
  HNSW_DEFAULTS,
  type KindEntry,
  type Paper,
  saveHnswIndex,
  type VectorMatrix,
} from '../../src/node.ts';
import { writeAtlasFolder } from '../../src/store/folder-writer.ts';
import { encodeArray, encodeBytes, encodeJson, encodeJsonl, writeKind } from '../../src/store/shards.ts';

export interface SearchAtlasInput {
  readonly papers: readonly Paper[];
  readonly vectors: VectorMatrix;
  readonly embedder: Embedder;
  readonly seed: number;
  /** Where the index is kept from run to run: it takes the longest, and depends on the vectors alone. */
  readonly savedIndex: string;
}

/** Writes an atlas with all that search reads and nothing else: no map, which would take longer than all the rest. */
export async function writeSearchAtlas(dir: string, input: SearchAtlasInput): Promise<void> {
  const { papers, vectors, embedder, seed, savedIndex } = input;
  const keywords = await buildKeywordIndex(papers);
  const calibration = await buildCalibration(papers, vectors, embedder, seed, {});
  if (!existsSync(savedIndex)) {
    const index = await buildHnswIndex(vectors, { metric: 'cosine', seed });
    await saveHnswIndex(index, savedIndex);
    await index.dispose();
  }
  const { count, dimension } = vectors;
  const { M, efConstruction, ef } = HNSW_DEFAULTS;
  await writeAtlasFolder(dir, async (writer) => {
    const encoded = [
      encodeJsonl('papers', papers),
      encodeArray('embeddings', 'f32', vectors.data, { shape: [count, dimension] }),
      encodeBytes('keywords', await encodeKeywordIndex(keywords), { optional: true }),
      ...(calibration === null ? [] : [encodeJson('calibration', calibration, { optional: true })]),
    ];
    const kinds: Record<string, KindEntry> = {};
    for (const kind of encoded) kinds[kind.kind] = await writeKind(writer, kind);
    const scratch = writer.scratchPath();
    await copyFile(savedIndex, scratch);
    kinds['hnsw'] = await writer.adopt('hnsw', scratch, { optional: true });
    const content = {
      counts: { papers: count, dimension },
      model: embedder.model,
      steps: {
        graph: { metric: 'cosine' as const, k: 0 },
        index: { M, efConstruction, ef, seed },
        projection: { nNeighbors: 15, minDist: 0.1, nEpochs: 0, seed },
        regions: {},
      },
      quality: { recallAt10: null, trustworthiness: null, continuity: null, keptNeighbors: null },
      kinds,
    };
    return { content };
  });
}
