import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSampleAtlas } from '../../tests/support/sample-atlas.ts';
import { ExplorerError } from '../errors.ts';
import { sha256Hex, sha256HexOfText } from '../math/sha256.ts';
import { LIMITS } from './kind-entry.ts';
import {
  type AtlasManifest,
  deriveAtlasId,
  encodeManifest,
  parseManifest,
  readManifest,
  salvageIdentity,
} from './manifest.ts';
import { sealJson } from './manifest-seal.ts';
import { memoryFiles } from './memory.ts';

const { manifest: SAMPLE } = await createSampleAtlas();
const ALL_KINDS = Object.keys(SAMPLE.kinds);

// biome-ignore lint/suspicious/noExplicitAny: a manifest that is bent out of its type
type Bent = any;

function bend(change: (manifest: Bent) => void): Uint8Array {
  const copy = structuredClone(SAMPLE);
  change(copy);
  return seal(`${JSON.stringify(copy).slice(0, -1)},`);
}

/** Text with a true checksum, so that only what it says can give it away. */
function seal(text: string): Uint8Array {
  const body = new TextEncoder().encode(text);
  return new TextEncoder().encode(`${text}"checksum": "${sha256Hex(body)}"\n}\n`);
}

function refusal(bytes: Uint8Array, kinds?: readonly string[]): ExplorerError {
  try {
    parseManifest(bytes, { location: 'my.atlas', kinds });
  } catch (error) {
    if (error instanceof ExplorerError) return error;
    throw error;
  }
  throw new Error('the manifest was accepted');
}

describe('a manifest', () => {
  test('comes back as it was written', () => {
    expect(parseManifest(encodeManifest(SAMPLE), { kinds: ALL_KINDS })).toEqual(SAMPLE);
  });

  test('is the same bytes whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value) || typeof value !== 'object' || value === null
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, reversed(inner)]),
          );
    const other = reversed(SAMPLE) as AtlasManifest;
    expect(Object.keys(other)).not.toEqual(Object.keys(SAMPLE));
    expect(encodeManifest(other)).toEqual(encodeManifest(SAMPLE));
    expect(deriveAtlasId(other)).toBe(deriveAtlasId(SAMPLE));
  });

  test('is two-space JSON, format first and a checksum of all before it last', () => {
    const text = new TextDecoder().decode(encodeManifest(SAMPLE));
    expect(text.startsWith('{\n  "format": 1,\n  "atlasId": "')).toBe(true);
    expect(text).toMatch(/,\n {2}"checksum": "[0-9a-f]{64}"\n\}\n$/);
    const body = text.slice(0, text.lastIndexOf('"checksum"'));
    expect(JSON.parse(text).checksum).toBe(sha256HexOfText(body));
  });

  test('may be without an index and without figures', () => {
    const quality = { recallAt10: null, trustworthiness: null, continuity: null, keptNeighbors: null };
    const manifest: AtlasManifest = { ...SAMPLE, steps: { ...SAMPLE.steps, index: null }, quality };
    expect(parseManifest(encodeManifest(manifest))).toEqual(manifest);
  });

  test('keeps steps, parameters and figures that this version does not know, and drops other fields', () => {
    const bytes = bend((manifest) => {
      manifest.steps.keywords = { k1: 0.9, stemmer: 'porter' };
      manifest.steps.graph.method = 'exact';
      manifest.quality.stress = 12.5;
      manifest.later = { anything: [1] };
    });
    const parsed = parseManifest(bytes);
    expect(parsed.steps['keywords']).toEqual({ k1: 0.9, stemmer: 'porter' });
    expect(parsed.steps.graph['method']).toBe('exact');
    expect(parsed.quality['stress']).toBe(12.5);
    expect(parsed).not.toHaveProperty('later');
  });

  test('that a reader would refuse is not written', () => {
    expect(() => encodeManifest({ ...SAMPLE, generation: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('generation') }),
    );
    expect(() =>
      encodeManifest({ ...SAMPLE, quality: { ...SAMPLE.quality, recallAt10: Number.NaN } }),
    ).toThrow(/quality\.recallAt10/);
  });
});

describe('another version', () => {
  test.each([2, 0, 1.5, 99])('%d is refused with what it is, what is read and what to do', (format) => {
    const error = refusal(bend((manifest) => Object.assign(manifest, { format })));
    expect(error.code).toBe('ATLAS_UNSUPPORTED');
    expect(error.message).toBe(
      `my.atlas has format ${format}, this version reads format 1; update Paper Atlas, or build the atlas again with this version into another folder`,
    );
  });

  test('is told before anything else in the manifest is looked at', () => {
    expect(refusal(sealJson({ format: 2, kinds: 'changed' })).code).toBe('ATLAS_UNSUPPORTED');
  });

  test('adds a kind that a reader may leave out when it is optional', () => {
    const known = ALL_KINDS.filter((kind) => kind !== 'graph');
    expect(parseManifest(encodeManifest(SAMPLE), { kinds: known }).kinds).toHaveProperty('graph');
    const error = refusal(
      bend((manifest) => {
        manifest.kinds.graph.optional = false;
      }),
      known,
    );
    expect(error.code).toBe('ATLAS_UNSUPPORTED');
    expect(error.message).toContain('"graph"');
  });

  test('stores a known kind in a new type of values', () => {
    const change = (optional: boolean) =>
      bend(({ kinds: { graph } }) => {
        graph.dtype = 'f16';
        graph.shape = [1, 500];
        graph.optional = optional;
        graph.shards[0].name = graph.shards[0].name.replace('.bin', '.f16');
      });
    expect(parseManifest(change(true), { kinds: ALL_KINDS }).kinds['graph']?.dtype).toBe('f16');
    expect(refusal(change(false), ALL_KINDS).code).toBe('ATLAS_UNSUPPORTED');
  });
});

const HOSTILE: readonly (readonly [what: string, change: (manifest: Bent) => void])[] = [
  ['an upward path', (m) => (m.kinds.papers.shards[0].name = '../../etc/passwd')],
  ['an absolute path', (m) => (m.kinds.papers.shards[0].name = '/etc/passwd')],
  ['a backslash', (m) => (m.kinds.papers.shards[0].name = '..\\x')],
  ['a NUL', (m) => (m.kinds.papers.shards[0].name += '\0')],
  ['a line break behind the name', (m) => (m.kinds.papers.shards[0].name += '\n')],
  ['an escape sequence', (m) => (m.kinds.papers.shards[0].name = '\u001b[2J')],
  ['the name of the manifest', (m) => (m.kinds.papers.shards[0].name = 'manifest.json')],
  ["another kind's file", (m) => (m.kinds.papers.shards[0].name = m.kinds.embeddings.shards[0].name)],
  ['a name of another content', (m) => (m.kinds.papers.shards[0].sha256 = 'c'.repeat(64))],
  [
    'one name for two contents',
    (m) => {
      const [first, second] = m.kinds.papers.shards;
      second.name = first.name;
      second.sha256 = first.sha256.slice(0, 63) + (first.sha256.endsWith('0') ? '1' : '0');
    },
  ],
  ['a hash that is short', (m) => (m.kinds.papers.shards[0].sha256 = 'ab')],
  ['a hash in capitals', (m) => (m.kinds.papers.shards[0].sha256 = 'AB'.repeat(32))],
  ['a huge count of papers', (m) => (m.counts.papers = 1e15)],
  ['no papers', (m) => (m.counts.papers = 0)],
  ['a count that is no integer', (m) => (m.counts.papers = 1.5)],
  ['a count in words', (m) => (m.counts.papers = '10')],
  ['a null count', (m) => (m.counts.papers = null)],
  ['a huge dimension', (m) => (m.counts.dimension = m.model.dimension = 8193)],
  ["a dimension that is not the model's", (m) => (m.counts.dimension = 5)],
  ['a generation beyond safe integers', (m) => (m.generation = 2 ** 53)],
  ['generation 0', (m) => (m.generation = 0)],
  ['an id that is none', (m) => (m.atlasId = 'zz')],
  ['negative rows', (m) => (m.kinds.papers.shards[0].rows = [-1, 4])],
  ['rows that begin late', (m) => (m.kinds.papers.shards[0].rows = [1, 4])],
  ['overlapping rows', (m) => (m.kinds.papers.shards[1].rows = [3, 8])],
  ['a gap between rows', (m) => (m.kinds.papers.shards[1].rows = [5, 8])],
  ['empty rows', (m) => (m.kinds.papers.shards[1].rows = [4, 4])],
  ['three row bounds', (m) => (m.kinds.papers.shards[0].rows = [0, 4, 8])],
  ['rows that are missing at the end', (m) => m.kinds.papers.shards.pop()],
  ['rows beyond the count', (m) => (m.kinds.papers.shape = [9])],
  ['shards out of order', (m) => m.kinds.papers.shards.reverse()],
  ['no shard at all', (m) => (m.kinds.papers.shards = [])],
  ['bytes that do not fit the shape', (m) => (m.kinds.embeddings.shards[0].bytes += 4)],
  ['bytes below zero', (m) => (m.kinds.papers.shards[0].bytes = -1)],
  ['a text of a terabyte', (m) => (m.kinds.papers.shards[0].bytes = 2 ** 40)],
  ['fewer bytes than rows can take', (m) => (m.kinds.papers.shards[0].bytes = 7)],
  ['an empty shape', (m) => (m.kinds.embeddings.shape = [])],
  ['five lengths', (m) => (m.kinds.embeddings.shape = [10, 4, 1, 1, 1])],
  ['a length of 0', (m) => (m.kinds.embeddings.shape = [10, 0])],
  ['a negative length', (m) => (m.kinds.embeddings.shape = [10, -4])],
  ['lengths whose product overflows', (m) => (m.kinds.embeddings.shape = [2 ** 40, 2 ** 40])],
  [
    'lengths whose product wraps to what is expected',
    (m) => (m.kinds.embeddings.shape = [10, 4, 2 ** 32, 2 ** 32]),
  ],
  ['a second length for lines', (m) => (m.kinds.papers.shape = [10, 1])],
  ['two values in a json kind', (m) => (m.kinds.regions.shape = [2])],
  ['a type with a path in it', (m) => (m.kinds.papers.dtype = '../x')],
  ['optional in words', (m) => (m.kinds.papers.optional = 'no')],
  ['a kind called constructor', (m) => (m.kinds.constructor = m.kinds.papers)],
  ['a kind called prototype', (m) => (m.kinds.prototype = m.kinds.papers)],
  ['a kind with a path in its name', (m) => (m.kinds['../papers'] = m.kinds.papers)],
  ['a kind in capitals', (m) => (m.kinds.Papers = m.kinds.papers)],
  ['a kind that is null', (m) => (m.kinds.papers = null)],
  ['kinds as a list', (m) => (m.kinds = [m.kinds.papers])],
  ['kinds as text', (m) => (m.kinds = 'papers')],
  ['no kinds', (m) => delete m.kinds],
  ['no format', (m) => delete m.format],
  ['a format in words', (m) => (m.format = '1')],
  ['an unknown metric', (m) => (m.steps.graph.metric = 'manhattan')],
  ['a step without its seed', (m) => delete m.steps.projection.seed],
  ['a parameter that is an object', (m) => (m.steps.regions.deep = { deeper: 1 })],
  ['a share above 1', (m) => (m.quality.recallAt10 = 1.01)],
  ['an unknown pooling', (m) => (m.model.pooling = 'max')],
  ['a prefix of a megabyte', (m) => (m.model.queryPrefix = 'x'.repeat(2 ** 20))],
];

describe('a hostile manifest is refused before anything is read or allocated:', () => {
  test.each(HOSTILE)('%s', (_, change) => {
    const error = refusal(bend(change), ALL_KINDS);
    expect(error.code).toBe('ATLAS_DAMAGED');
    expect(error.message).toContain('my.atlas: manifest.json');
    expect(error.message).toContain('build the atlas again');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(error.message.length).toBeLessThan(700);
  });

  const WHOLE = new TextDecoder().decode(encodeManifest(SAMPLE));
  const BODY = WHOLE.slice(0, WHOLE.lastIndexOf('"checksum"'));
  const TEXTS: readonly (readonly [what: string, text: string])[] = [
    ['nothing before the checksum', ''],
    ['no JSON', '<!doctype html>'],
    ['half of it', BODY.slice(0, 500)],
    ['NaN', BODY.replace('"papers": 10', '"papers": NaN')],
    ['infinity', BODY.replace('"papers": 10', '"papers": 1e999')],
    ['no format', '{'],
    ['a prototype', '{"__proto__":{"format":1},"format":1,'],
    ['a prototype in disguise', '{"\\u005f_proto__":{"format":1},"format":1,'],
    ['JSON 200,000 levels deep', `{"format":1,"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},`],
  ];
  test.each(TEXTS)('%s', (_, text) => {
    expect(refusal(seal(text)).code).toBe('ATLAS_DAMAGED');
    expect(({} as Record<string, unknown>)['format']).toBeUndefined();
  });

  test('bytes that are no UTF-8', () => {
    const bytes = encodeManifest({ ...SAMPLE, model: { ...SAMPLE.model, id: 'ü' } });
    const at = bytes.indexOf(0xc3);
    const end = bytes.length - WHOLE.length + BODY.length;
    const body = bytes.slice(0, end).with(at, 0xff);
    const tail = new TextEncoder().encode(`"checksum": "${sha256Hex(body)}"\n}\n`);
    expect(refusal(Uint8Array.of(...body, ...tail)).message).toContain('is no JSON');
  });

  test.each(['', 'null', '[]', '1', '{}', '<!doctype html>'])('%j', (text) => {
    expect(refusal(new TextEncoder().encode(text)).message).toContain('does not end with its checksum');
  });

  test('any one byte that is not as it was written', () => {
    const bytes = encodeManifest(SAMPLE);
    for (let at = 0; at < bytes.length; at += at < bytes.length - 100 ? 7 : 1)
      for (const bit of [1, 32, 128])
        expect(refusal(bytes.with(at, bytes[at]! ^ bit)).code).toBe('ATLAS_DAMAGED');
    expect(refusal(bytes.slice(0, -1)).code).toBe('ATLAS_DAMAGED');
    expect(refusal(Uint8Array.of(...bytes, 10)).code).toBe('ATLAS_DAMAGED');
  });

  test('more bytes than a manifest may have', () => {
    expect(refusal(new Uint8Array(LIMITS.manifestBytes + 1)).message).toContain(
      `at most ${LIMITS.manifestBytes}`,
    );
  });

  test('more shards than an atlas may have', () => {
    const shards = (kind: string) =>
      Array.from({ length: 60_000 }, (_, row) => ({
        name: `${kind}-${'a'.repeat(16)}.u8`,
        rows: [row, row + 1],
        bytes: 1,
        sha256: 'a'.repeat(64),
      }));
    const entry = (kind: string) => ({ optional: true, dtype: 'u8', shape: [60_000], shards: shards(kind) });
    const bytes = bend((manifest) => {
      manifest.kinds = { a: entry('a'), b: entry('b') };
    });
    expect(refusal(bytes).message).toContain('lists 120000 shards of 2 kinds');
  });

  test('whatever bytes are changed under a true checksum, the answer is a manifest or an ExplorerError', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(BODY.length - 1), fc.integer({ min: 32, max: 126 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          const bent = [...BODY];
          for (const [at, code] of changes) bent[at] = String.fromCharCode(code);
          try {
            encodeManifest(parseManifest(seal(bent.join(''))));
          } catch (error) {
            expect(error).toBeInstanceOf(ExplorerError);
          }
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('identity', () => {
  test('is salvaged from a manifest that is otherwise damaged', () => {
    const bytes = bend((manifest) => delete manifest.kinds);
    expect(salvageIdentity(bytes)).toEqual({ atlasId: SAMPLE.atlasId, generation: 1 });
    expect(salvageIdentity(new TextEncoder().encode('{"atlasId":"x","generation":1}'))).toBeNull();
    expect(salvageIdentity(new TextEncoder().encode('{'))).toBeNull();
  });

  test('is derived from the content: another content, another id', () => {
    const { counts, ...rest } = SAMPLE;
    expect(deriveAtlasId(SAMPLE)).toMatch(/^[0-9a-f]{32}$/);
    expect(deriveAtlasId({ ...rest, counts: { ...counts, papers: 11 } })).not.toBe(deriveAtlasId(SAMPLE));
  });
});

test('a folder without a manifest is no atlas', async () => {
  await expect(readManifest(memoryFiles())).rejects.toMatchObject({ code: 'ATLAS_NOT_FOUND' });
});
