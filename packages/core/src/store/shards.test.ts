import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSampleAtlas, SAMPLE, SAMPLE_PAPERS, sampleContent } from '../../tests/support/sample-atlas.ts';
import { ExplorerError } from '../errors.ts';
import { sha256Hex } from '../math/sha256.ts';
import type { ArrayDtype, ArrayOfDtype } from './dtype.ts';
import { relativePathOf } from './files.ts';
import type { AtlasManifest } from './manifest.ts';
import { encodeManifest, readManifest } from './manifest.ts';
import { memoryFiles } from './memory.ts';
import { hasKind, readArray, readBytes, readJson, readJsonl, readShards } from './read-shards.ts';
import { type EncodedKind, encodeArray, encodeBytes, encodeJson, encodeJsonl, writeKind } from './shards.ts';

/** A manifest of one kind over files in memory. */
async function store(
  kind: EncodedKind,
): Promise<{ files: ReturnType<typeof memoryFiles>; manifest: AtlasManifest }> {
  const files = memoryFiles();
  const content = sampleContent({ [kind.kind]: await writeKind(files, kind) });
  const manifest: AtlasManifest = { format: 1, atlasId: 'a'.repeat(32), generation: 1, ...content };
  files.files.set('manifest.json', encodeManifest(manifest));
  return { files, manifest: await readManifest(files) };
}

const ARRAYS: { readonly [D in ArrayDtype]: (values: readonly number[]) => ArrayOfDtype[D] } = {
  f32: (values) => Float32Array.from(values),
  i32: (values) => Int32Array.from(values),
  u32: (values) => Uint32Array.from(values),
  u16: (values) => Uint16Array.from(values),
  i8: (values) => Int8Array.from(values),
  u8: (values) => Uint8Array.from(values),
};

describe('an atlas room maps its contents to kinds:', () => {
  test('each is written by one call and read by one call', async () => {
    const xy = Float32Array.of(0, 1, -1, 0.5);
    const files = memoryFiles();
    const kinds = {
      papers: await writeKind(files, encodeJsonl('papers', SAMPLE_PAPERS)),
      projection: await writeKind(files, encodeArray('projection', 'f32', xy, { shape: [2, 2] })),
      calibration: await writeKind(files, encodeJson('calibration', { a: 1 }, { optional: true })),
      hnsw: await writeKind(files, encodeBytes('hnsw', Uint8Array.of(1, 2, 3), { optional: true })),
    };
    const written: AtlasManifest = {
      format: 1,
      atlasId: 'a'.repeat(32),
      generation: 1,
      ...sampleContent(kinds),
    };
    files.files.set('manifest.json', encodeManifest(written));

    const manifest = await readManifest(files, { kinds: ['papers', 'projection', 'calibration'] });
    expect(await readJsonl(files, manifest, 'papers')).toEqual(SAMPLE_PAPERS);
    const map = await readArray(files, manifest, 'projection', { dtype: 'f32', shape: [null, 2] });
    expect(map).toEqual({ data: xy, shape: [2, 2] });
    expect(await readJson(files, manifest, 'calibration')).toEqual({ a: 1 });
    expect(await readBytes(files, manifest, 'hnsw')).toEqual(Uint8Array.of(1, 2, 3));
    expect(hasKind(manifest, 'keywords')).toBe(false);
    expect(hasKind(manifest, 'toString')).toBe(false);
  });
});

describe('an array', () => {
  test.each(Object.keys(ARRAYS) as ArrayDtype[])(
    'of %s comes back, whole and in part, however it was cut',
    async (dtype) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 20 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 25 }),
          fc.nat(20),
          fc.nat(20),
          async (rows, width, rowsPerShard, a, b) => {
            const data = ARRAYS[dtype](Array.from({ length: rows * width }, (_, i) => (i * 31) % 120));
            const { files, manifest } = await store(
              encodeArray('some-kind', dtype, data, { shape: [rows, width], rowsPerShard }),
            );
            const whole = await readArray(files, manifest, 'some-kind', { dtype, shape: [rows, width] });
            expect(whole).toEqual({ data, shape: [rows, width] });
            const [from, to] = [Math.min(a, b, rows), Math.min(Math.max(a, b), rows)];
            const part = await readArray(files, manifest, 'some-kind', {
              dtype,
              shape: [null, null],
              rows: [from, to],
            });
            expect(part).toEqual({ data: data.slice(from * width, to * width), shape: [to - from, width] });
          },
        ),
        { seed: 1, numRuns: 60 },
      );
    },
  );

  test('is little-endian in its file, which is named by its content', async () => {
    const { files, manifest } = await store(
      encodeArray('neighbors', 'i32', Int32Array.of(1, -2), { shape: [2] }),
    );
    const bytes = Uint8Array.of(1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff);
    const sha256 = sha256Hex(bytes);
    const name = `neighbors-${sha256.slice(0, 16)}.i32`;
    expect(files.files.get(name)).toEqual(bytes);
    expect(manifest.kinds['neighbors']).toEqual({
      optional: false,
      dtype: 'i32',
      shape: [2],
      shards: [{ name, rows: [0, 2], bytes: 8, sha256 }],
    });
  });

  test('is cut into shards of about 4 MiB', async () => {
    const { manifest } = await store(
      encodeArray('big', 'f32', new Float32Array(3_000_000), { shape: [30_000, 100] }),
    );
    const shards = manifest.kinds['big']!.shards;
    expect(shards.map(({ rows }) => rows)).toEqual([
      [0, 10_485],
      [10_485, 20_970],
      [20_970, 30_000],
    ]);
    expect(Math.max(...shards.map(({ bytes }) => bytes))).toBeLessThanOrEqual(4 * 2 ** 20);
  });

  test('that is part of a larger buffer is written without its surroundings', async () => {
    const whole = Float32Array.from({ length: 12 }, (_, i) => i);
    const { files, manifest } = await store(
      encodeArray('part', 'f32', whole.subarray(4, 8), { shape: [2, 2] }),
    );
    const { data } = await readArray(files, manifest, 'part', { dtype: 'f32', shape: [2, 2] });
    expect([...data]).toEqual([4, 5, 6, 7]);
  });

  test('changed in one row is rewritten in one shard', async () => {
    const names = async (change: number): Promise<string[]> => {
      const data = Float32Array.from({ length: 100 }, (_, i) => i);
      data[55]! += change;
      const { manifest } = await store(
        encodeArray('vectors', 'f32', data, { shape: [50, 2], rowsPerShard: 10 }),
      );
      return manifest.kinds['vectors']!.shards.map(({ name }) => name);
    };
    const [before, after] = [await names(0), await names(1)];
    expect(before.filter((name, i) => name !== after[i])).toHaveLength(1);
  });

  test.each([
    ['a shape that the data does not fill', Float32Array.of(1, 2, 3), [2, 2]],
    ['a negative length', Float32Array.of(1), [-1]],
    ['no shape', Float32Array.of(1), []],
    ['a row of nothing', new Float32Array(0), [3, 0]],
  ] as const)('with %s is refused', async (_, data, shape) => {
    const write = async () => writeKind(memoryFiles(), encodeArray('vectors', 'f32', data, { shape }));
    await expect(write()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('of another type than it is said to be is refused', () => {
    const data = Int32Array.of(1) as unknown as Float32Array;
    expect(() => encodeArray('vectors', 'f32', data, { shape: [1] })).toThrow(/Int32Array/);
  });

  test.each(['Papers', '', '../x', 'a b', 'constructor', 'x'.repeat(65), 'a--b', '-a'])(
    'called %j is refused',
    (kind) => {
      expect(() => encodeArray(kind, 'f32', Float32Array.of(1), { shape: [1] })).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
    },
  );
});

describe('lines of JSON', () => {
  test('come back, whole and in part, however they were cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        fc.nat(12),
        async (values, rowsPerShard, at) => {
          // JSON has no -0.
          const rows: unknown[] = JSON.parse(JSON.stringify(values));
          const { files, manifest } = await store(encodeJsonl('papers', rows, { rowsPerShard }));
          expect(await readJsonl(files, manifest, 'papers')).toEqual(rows);
          const from = Math.min(at, rows.length);
          expect(await readJsonl(files, manifest, 'papers', { rows: [from, rows.length] })).toEqual(
            rows.slice(from),
          );
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  test('keep line breaks, lone surrogates and the separators of JavaScript', async () => {
    const rows = ['a\nb\r\n', '\ud800', '\u2028\u2029', '\ufeff', { __proto__: null, text: '' }];
    const { files, manifest } = await store(encodeJsonl('papers', rows));
    expect(await readJsonl(files, manifest, 'papers')).toEqual([
      'a\nb\r\n',
      '\ud800',
      '\u2028\u2029',
      '\ufeff',
      { text: '' },
    ]);
  });

  test('are cut at about 1 MiB, and one row may be longer than that', async () => {
    const rows = ['x'.repeat(700_000), 'y'.repeat(700_000), 'z'.repeat(3_000_000), 'a', 'b'];
    const { files, manifest } = await store(encodeJsonl('papers', rows));
    expect(manifest.kinds['papers']!.shards.map((shard) => shard.rows)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 5],
    ]);
    expect(await readJsonl(files, manifest, 'papers')).toEqual(rows);
  });

  test.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a big integer', 1n],
  ])('cannot hold %s', async (_, value) => {
    await expect(writeKind(memoryFiles(), encodeJsonl('papers', [value]))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

describe('a shard that is not what the manifest says', () => {
  const READERS: {
    readonly [kind: string]: (
      files: ReturnType<typeof memoryFiles>,
      manifest: AtlasManifest,
    ) => Promise<unknown>;
  } = {
    papers: (files, manifest) => readJsonl(files, manifest, 'papers'),
    embeddings: (files, manifest) =>
      readArray(files, manifest, 'embeddings', { dtype: 'f32', shape: [SAMPLE.papers, SAMPLE.dimension] }),
    regions: (files, manifest) => readJson(files, manifest, 'regions'),
    graph: (files, manifest) => readBytes(files, manifest, 'graph'),
  };
  const DAMAGES: readonly (readonly [what: string, damage: (bytes: Uint8Array) => Uint8Array | null])[] = [
    ['truncated', (bytes) => bytes.slice(0, -1)],
    ['emptied', () => new Uint8Array(0)],
    ['longer', (bytes) => Uint8Array.of(...bytes, 0)],
    ['changed in its first byte', (bytes) => bytes.with(0, bytes[0]! ^ 1)],
    ['changed in its last byte', (bytes) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 128)],
    ['missing', () => null],
  ];
  const cases = Object.keys(READERS).flatMap((kind) =>
    DAMAGES.map(([what, damage]) => ({ kind, what, damage })),
  );

  test.each(cases)('is refused by its name: $kind, $what', async ({ kind, damage }) => {
    const { files, manifest } = await createSampleAtlas();
    const { name } = manifest.kinds[kind]!.shards.at(-1)!;
    const damaged = damage(files.files.get(name)!);
    if (damaged === null) files.files.delete(name);
    else files.files.set(name, damaged);
    await expect(READERS[kind]!(files, manifest)).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining(relativePathOf(name)),
    });
  });

  test.each(Object.keys(READERS))("is refused when it is another atlas's: %s", async (kind) => {
    const { files, manifest } = await createSampleAtlas(0);
    const other = await createSampleAtlas(1);
    const [mine] = manifest.kinds[kind]!.shards;
    const [theirs] = other.manifest.kinds[kind]!.shards;
    const swapped = other.files.files.get(theirs!.name)!;
    files.files.set(mine!.name, kind === 'papers' ? swapped.map((byte) => byte ^ 1) : swapped);
    await expect(READERS[kind]!(files, manifest)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });

  test('does no harm when its rows are not asked for', async () => {
    const { files, manifest } = await createSampleAtlas();
    files.files.delete(manifest.kinds['papers']!.shards[1]!.name);
    expect(await readJsonl(files, manifest, 'papers', { rows: [1, 4] })).toEqual(SAMPLE_PAPERS.slice(1, 4));
    await expect(readJsonl(files, manifest, 'papers', { rows: [1, 5] })).rejects.toBeInstanceOf(
      ExplorerError,
    );
  });

  /** Files whose hashes are true, so that only what they hold can give them away. */
  async function storeRaw(dtype: 'jsonl' | 'json' | 'f32', shape: number[], bytes: Uint8Array) {
    const { files, manifest } = await store(encodeBytes('raw', bytes));
    const [shard] = manifest.kinds['raw']!.shards;
    const name = shard!.name.replace('.bin', `.${dtype}`);
    files.files.set(name, bytes);
    const entry = {
      optional: false,
      dtype,
      shape,
      shards: [{ ...shard!, name, rows: [0, shape[0]!] as const }],
    };
    return { files, manifest: { ...manifest, kinds: { raw: entry } } };
  }

  test.each([
    ['too few lines', '1\n2  \n', 3],
    ['too many lines', '1\n2\n3\n', 2],
    ['a last line without its end', '1\n23', 2],
    ['a line that is no JSON', '1\n{"a":}\n', 2],
    ['an empty line', '1\n\n3\n', 3],
  ])('is refused with a true hash: %s', async (_, text, rows) => {
    const { files, manifest } = await storeRaw('jsonl', [rows], new TextEncoder().encode(text));
    await expect(readJsonl(files, manifest, 'raw')).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is refused with a true hash: %d among its numbers',
    async (value) => {
      const { files, manifest } = await storeRaw(
        'f32',
        [2],
        new Uint8Array(Float32Array.of(1, value).buffer),
      );
      await expect(readArray(files, manifest, 'raw', { dtype: 'f32', shape: [2] })).rejects.toThrow(
        /not finite at 1/,
      );
    },
  );

  test('is refused with a true hash: text that is no UTF-8', async () => {
    const { files, manifest } = await storeRaw('json', [1], Uint8Array.of(0x22, 0xff, 0x22));
    await expect(readJson(files, manifest, 'raw')).rejects.toThrow(/no UTF-8/);
  });
});

describe('a reader', () => {
  test('that asks for a kind that is not there, or for another type or shape, is told so', async () => {
    const { files, manifest } = await createSampleAtlas();
    await expect(readJson(files, manifest, 'keywords')).rejects.toThrow(
      /manifest\.json lists no kind "keywords"/,
    );
    await expect(readJson(files, manifest, 'constructor')).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    await expect(readJson(files, manifest, 'papers')).rejects.toThrow(/lists papers as jsonl; expected json/);
    await expect(
      readArray(files, manifest, 'embeddings', { dtype: 'f32', shape: [SAMPLE.papers, 5] }),
    ).rejects.toThrow(/shape \[10, 4\]; expected \[10, 5\]/);
  });

  test.each([
    [-1, 2],
    [3, 2],
    [0, 11],
    [0, Number.NaN],
  ])('that asks for rows %d to %d is refused', async (from, to) => {
    const { files, manifest } = await createSampleAtlas();
    await expect(readJsonl(files, manifest, 'papers', { rows: [from, to] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test('can take the checked shards one at a time and stop between them', async () => {
    const { files, manifest } = await createSampleAtlas();
    const controller = new AbortController();
    const seen: (readonly [number, number])[] = [];
    const read = async () => {
      for await (const { rows } of readShards(files, manifest, 'papers', { signal: controller.signal })) {
        seen.push(rows);
        controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toEqual([[0, 4]]);
  });

  test('is not made to allocate what is not there', async () => {
    const { files, manifest } = await createSampleAtlas();
    const entry = manifest.kinds['embeddings']!;
    const [first] = entry.shards;
    // A terabyte in the manifest, a few bytes on the disk.
    const huge = {
      ...entry,
      shape: [2 ** 36, 4],
      shards: [{ ...first!, rows: [0, 2 ** 36] as const, bytes: 2 ** 40 }],
    };
    const lying = { ...manifest, kinds: { embeddings: huge } };
    await expect(
      readArray(files, lying, 'embeddings', { dtype: 'f32', shape: [null, 4] }),
    ).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
    });
  });
});
