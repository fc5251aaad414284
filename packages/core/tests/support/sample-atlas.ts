import type { AtlasWriter, WrittenAtlas } from '../../src/store/atlas-writer.ts';
import type { KindEntry } from '../../src/store/kind-entry.ts';
import { type AtlasManifest, encodeManifest, type ManifestContent } from '../../src/store/manifest.ts';
import { memoryFiles } from '../../src/store/memory.ts';
import {
  encodeArray,
  encodeBytes,
  encodeJson,
  encodeJsonl,
  type ShardSink,
  writeKind,
} from '../../src/store/shards.ts';

/** Rows and values a row of the sample. */
export const SAMPLE = { papers: 10, dimension: 4 };

export const SAMPLE_PAPERS = Array.from({ length: SAMPLE.papers }, (_, row) => ({
  id: `p${row}`,
  title: `Paper ${row}: “ümlaut” \u2028 and \n`,
}));

/** All that a manifest says besides its kinds. */
export function sampleContent(kinds: Record<string, KindEntry>): ManifestContent {
  return {
    counts: SAMPLE,
    model: {
      id: 'some/model',
      sha256: 'ab'.repeat(32),
      dtype: 'q8',
      dimension: SAMPLE.dimension,
      pooling: 'mean',
      normalize: true,
      maxTokens: 256,
      documentPrefix: '',
      queryPrefix: '',
    },
    steps: {
      graph: { metric: 'cosine', k: 15 },
      index: { M: 16, efConstruction: 200, ef: 64, seed: 42 },
      projection: { nNeighbors: 15, minDist: 0.1, nEpochs: 500, seed: 42 },
      regions: { levels: 2 },
    },
    quality: { recallAt10: 0.99, trustworthiness: 0.98, continuity: 0.97, keptNeighbors: null },
    kinds,
  };
}

/** A small atlas with a kind of every sort; another `version` differs in its embeddings and in its regions. */
export async function writeSampleKinds(sink: ShardSink, version = 0): Promise<Record<string, KindEntry>> {
  const { papers, dimension } = SAMPLE;
  const embeddings = Float32Array.from({ length: papers * dimension }, (_, i) => i / 7 + version);
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7 + version) & 255);
  return {
    papers: await writeKind(sink, encodeJsonl('papers', SAMPLE_PAPERS, { rowsPerShard: 4 })),
    embeddings: await writeKind(
      sink,
      encodeArray('embeddings', 'f32', embeddings, { shape: [papers, dimension], rowsPerShard: 3 }),
    ),
    regions: await writeKind(sink, encodeJson('regions', [{ name: 'everything', version }])),
    graph: await writeKind(sink, encodeBytes('graph', bytes, { optional: true })),
  };
}

/** The sample in memory, with its manifest put in place. */
export async function createSampleAtlas(version = 0): Promise<{
  files: ReturnType<typeof memoryFiles>;
  manifest: AtlasManifest;
}> {
  const files = memoryFiles();
  const content = sampleContent(await writeSampleKinds(files, version));
  const manifest: AtlasManifest = {
    format: 1,
    atlasId: '0123456789abcdef'.repeat(2),
    generation: 1,
    ...content,
  };
  files.files.set('manifest.json', encodeManifest(manifest));
  return { files, manifest };
}

/** What a builder hands to `writeAtlasFolder`. */
export function writeSample(version = 0): (writer: AtlasWriter) => Promise<WrittenAtlas> {
  return async (writer) => ({
    content: sampleContent(await writeSampleKinds(writer, version)),
    report: { version, tookMs: 12 },
  });
}
