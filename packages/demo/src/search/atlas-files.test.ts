import { buildMemoryAtlas, createAtlasReader, packAtlas, zipFiles } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { makePaper } from '../state/made-state.ts';
import { filesAt } from './atlas-files.ts';

const PREFIX = 'data:application/zip;base64,';

/** Vectors that differ; what they mean does not matter here. */
const embedder = {
  model: {
    id: 'some/model',
    sha256: '0'.repeat(64),
    dtype: 'q8',
    dimension: 2,
    pooling: 'mean',
    normalize: true,
    maxTokens: 16,
    documentPrefix: '',
    queryPrefix: '',
  },
  embed: async (texts: readonly string[]) => ({
    data: Float32Array.from(texts.flatMap((_, at) => [Math.cos(at), Math.sin(at)])),
    count: texts.length,
    dimension: 2,
  }),
  dispose: async () => undefined,
} as const;

describe('the files of an atlas', () => {
  test('are in the address itself, as a zip', async () => {
    const packed = await packAtlas(await buildMemoryAtlas([makePaper(0), makePaper(1)], { embedder }));
    const reader = await createAtlasReader(await filesAt(PREFIX + Buffer.from(packed).toString('base64')));
    const expected = await createAtlasReader(zipFiles(packed, 'zip'));
    expect(await reader.papers()).toEqual(await expected.papers());
  });

  test.each(['', 'AAAA', 'A', '<>', 'UEsDBA=='])('that are none are refused: %j', async (text) => {
    await expect(filesAt(PREFIX + text)).rejects.toThrow(/this page/);
  });

  test('are a folder on the web otherwise', async () => {
    expect((await filesAt('https://example.org/x.atlas/')).location).toBe('https://example.org/x.atlas/');
  });
});
