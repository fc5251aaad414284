import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshot, versionIn } from '../../tests/support/atlas-folder.ts';
import { sampleContent, writeSample, writeSampleKinds } from '../../tests/support/sample-atlas.ts';
import { isExplorerError } from '../errors.ts';
import type { AtlasWriter } from './atlas-writer.ts';
import { openFolder } from './folder.ts';
import { namesOfFiles } from './folder-state.ts';
import { writeAtlasFolder } from './folder-writer.ts';
import { acquireLock } from './lock.ts';
import { readManifest } from './manifest.ts';
import { readBytes, readJson } from './read-shards.ts';
import { encodeJson, writeKind } from './shards.ts';

let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'atlas-writer-'));
  dir = join(root, 'my.atlas');
});
afterEach(() => rm(root, { recursive: true }));

const dataFiles = (): Promise<string[]> => readdir(join(dir, 'data'));
const fail = async (): Promise<never> => {
  throw new Error('the builder gave up');
};

describe('a first build', () => {
  test('makes the folder and all above it, and leaves nothing but the atlas', async () => {
    const deep = join(root, 'a', 'b', 'my.atlas');
    const manifest = await writeAtlasFolder(deep, writeSample());
    expect(manifest.generation).toBe(1);
    expect((await readdir(deep)).sort()).toEqual(['build-report.json', 'data', 'manifest.json']);
    expect(new Set(await readdir(join(deep, 'data')))).toEqual(namesOfFiles(manifest));
    expect(await readManifest(openFolder(deep))).toEqual(manifest);
    expect(await versionIn(deep)).toBe(0);
  });

  test('writes a report beside the manifest, with the identity in front', async () => {
    const { atlasId } = await writeAtlasFolder(dir, writeSample(3));
    const report = JSON.parse(await readFile(join(dir, 'build-report.json'), 'utf8'));
    expect(report).toEqual({ atlasId, generation: 1, version: 3, tookMs: 12 });
  });

  test('of the same input is the same bytes in another folder', async () => {
    await writeAtlasFolder(dir, writeSample());
    await writeAtlasFolder(join(root, 'other'), writeSample());
    expect(await snapshot(join(root, 'other'))).toEqual(await snapshot(dir));
  });

  test('that fails leaves no folder behind, and not the ones above it', async () => {
    await expect(writeAtlasFolder(join(root, 'a', 'b', 'my.atlas'), fail)).rejects.toThrow('gave up');
    expect(await readdir(root)).toEqual([]);
  });

  test('that fails leaves an empty folder that was there before', async () => {
    await mkdir(dir);
    await expect(writeAtlasFolder(dir, fail)).rejects.toThrow('gave up');
    expect(await readdir(dir)).toEqual([]);
  });

  test('goes on where one that was killed has left its files', async () => {
    await mkdir(join(dir, 'data'), { recursive: true });
    await writeFile(join(dir, 'data', 'papers-0123456789abcdef.jsonl'), 'from a build that was killed');
    await writeFile(join(dir, 'data', `.tmp-${crypto.randomUUID()}`), 'half');
    await writeFile(join(dir, `.tmp-${crypto.randomUUID()}`), 'half');
    const manifest = await writeAtlasFolder(dir, writeSample());
    expect(new Set(await dataFiles())).toEqual(namesOfFiles(manifest));
    expect((await readdir(dir)).sort()).toEqual(['build-report.json', 'data', 'manifest.json']);
  });
});

describe('a rebuild', () => {
  test('keeps the id, counts the generation and knows the atlas before', async () => {
    const first = await writeAtlasFolder(dir, writeSample(1));
    let previous: AtlasWriter['previous'] = null;
    const second = await writeAtlasFolder(dir, async (writer) => {
      previous = writer.previous;
      return writeSample(2)(writer);
    });
    expect(previous).toEqual(first);
    expect(second).toMatchObject({ atlasId: first.atlasId, generation: 2 });
    expect(await versionIn(dir)).toBe(2);
  });

  test('does not write again what has not changed', async () => {
    const { kinds } = await writeAtlasFolder(dir, writeSample(1));
    const past = new Date('2020-01-01');
    const paths = kinds['papers']!.shards.map(({ name }) => join(dir, 'data', name));
    for (const path of paths) await utimes(path, past, past);
    await writeAtlasFolder(dir, writeSample(2));
    for (const path of paths) expect((await stat(path)).mtime).toEqual(past);
  });

  test('writes again what is there under the right name and is wrong', async () => {
    const { kinds } = await writeAtlasFolder(dir, writeSample(1));
    await truncate(join(dir, 'data', kinds['papers']!.shards[0]!.name), 3);
    await expect(versionIn(dir)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    await writeAtlasFolder(dir, writeSample(1));
    expect(await versionIn(dir)).toBe(1);
  });

  test('keeps the files of the generation before, for who has it open, and drops older ones', async () => {
    const names: Set<string>[] = [];
    for (let version = 1; version <= 4; version++) {
      const reader = openFolder(dir);
      const opened = version === 1 ? null : await readManifest(reader);
      names.push(namesOfFiles(await writeAtlasFolder(dir, writeSample(version))));
      expect(new Set(await dataFiles())).toEqual(new Set(names.slice(-2).flatMap((set) => [...set])));
      if (opened !== null)
        expect(await readJson(reader, opened, 'regions')).toMatchObject([{ version: version - 1 }]);
    }
  });

  test('tells a reader of two generations before to open the atlas again', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    const reader = openFolder(dir);
    const opened = await readManifest(reader);
    for (const version of [2, 3]) await writeAtlasFolder(dir, writeSample(version));
    await expect(readJson(reader, opened, 'regions')).rejects.toThrow(/open it again/);
  });

  test('may name shards of the atlas before instead of writing them', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    const manifest = await writeAtlasFolder(dir, async (writer) => {
      const kept = writer.previous!.kinds;
      const regions = await writeKind(writer, encodeJson('regions', [{ version: 9 }]));
      return { content: sampleContent({ ...kept, regions }) };
    });
    expect(manifest.generation).toBe(2);
    expect(await versionIn(dir)).toBe(9);
  });

  test('does not commit when a shard that it names is missing or wrong', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    const { name } = (await readManifest(openFolder(dir))).kinds['papers']!.shards[0]!;
    const path = join(dir, 'data', name);
    const keepAll = async (writer: AtlasWriter) => ({ content: sampleContent(writer.previous!.kinds) });
    await writeFile(
      path,
      (await readFile(path)).map((byte) => byte ^ 1),
    );
    await expect(writeAtlasFolder(dir, keepAll)).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: expect.stringContaining(name),
    });
    await rm(path);
    await expect(writeAtlasFolder(dir, keepAll)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    expect((await readManifest(openFolder(dir))).generation).toBe(1);
  });

  test('takes a file from native code without reading it in', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i & 255);
    for (let generation = 1; generation <= 2; generation++) {
      await writeAtlasFolder(dir, async (writer) => {
        const scratch = writer.scratchPath();
        await writeFile(scratch, bytes);
        const hnsw = await writer.adopt('hnsw', scratch, { optional: true });
        return { content: sampleContent({ ...(await writeSampleKinds(writer)), hnsw }) };
      });
      const manifest = await readManifest(openFolder(dir));
      expect(manifest.generation).toBe(generation);
      expect(await readBytes(openFolder(dir), manifest, 'hnsw')).toEqual(bytes);
      expect(new Set(await dataFiles())).toEqual(namesOfFiles(manifest));
    }
  });
});

describe('a rebuild that does not come to its end', () => {
  const ENDS: readonly (readonly [what: string, build: () => Promise<unknown>])[] = [
    ['fails at once', () => writeAtlasFolder(dir, fail)],
    [
      'fails after its files',
      () =>
        writeAtlasFolder(dir, async (writer) => {
          await writeSampleKinds(writer, 2);
          await writeFile(writer.scratchPath(), 'half');
          return fail();
        }),
    ],
    [
      'gives a manifest that is none',
      () =>
        writeAtlasFolder(dir, async (writer) => {
          const { content } = await writeSample(2)(writer);
          return { content: { ...content, counts: { papers: 0, dimension: 4 } } };
        }),
    ],
    [
      'is stopped in the middle',
      () => {
        const controller = new AbortController();
        const write = async (writer: AtlasWriter) => {
          await writeKind(writer, encodeJson('regions', [2]));
          controller.abort();
          return writeSample(2)(writer);
        };
        return writeAtlasFolder(dir, write, { signal: controller.signal });
      },
    ],
    [
      'is stopped before the commit',
      () => {
        const controller = new AbortController();
        const write = async (writer: AtlasWriter) => {
          const written = await writeSample(2)(writer);
          controller.abort();
          return written;
        };
        return writeAtlasFolder(dir, write, { signal: controller.signal });
      },
    ],
    [
      'is stopped before it begins',
      () => writeAtlasFolder(dir, writeSample(2), { signal: AbortSignal.abort() }),
    ],
    [
      'adopts what is not there',
      () =>
        writeAtlasFolder(dir, async (writer) => {
          await writeSampleKinds(writer, 2);
          await writer.adopt('hnsw', writer.scratchPath());
          return fail();
        }),
    ],
    [
      'puts a file under the name of the manifest',
      () =>
        writeAtlasFolder(dir, async (writer) => {
          const shard = { name: 'manifest.json', rows: [0, 1] as const, bytes: 2, sha256: 'a'.repeat(64) };
          await writer.put(shard, Uint8Array.of(123, 125));
          return writeSample(2)(writer);
        }),
    ],
  ];

  test.each(ENDS)('leaves the old atlas as it was: it %s', async (_, build) => {
    await writeAtlasFolder(dir, writeSample(1));
    const before = await snapshot(dir);
    await expect(build()).rejects.toThrow();
    expect(await snapshot(dir)).toEqual(before);
  });

  test('leaves no lock: the next one goes on', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    await expect(writeAtlasFolder(dir, fail)).rejects.toThrow('gave up');
    expect((await writeAtlasFolder(dir, writeSample(2))).generation).toBe(2);
  });

  test('is told as stopped, with the reason', async () => {
    const reason = new Error('Ctrl-C');
    const error = await writeAtlasFolder(dir, fail, { signal: AbortSignal.abort(reason) }).catch(
      (caught) => caught,
    );
    expect(isExplorerError(error, 'ABORTED')).toBe(true);
    expect(error.cause).toBe(reason);
  });
});

describe('one build at a time', () => {
  test('of two that begin at once one wins, and the other is told who is building', async () => {
    const results = await Promise.allSettled(
      [1, 2, 3].map((version) => writeAtlasFolder(dir, writeSample(version))),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) {
      expect(error).toMatchObject({
        code: 'ATLAS_LOCKED',
        message: expect.stringContaining(`process ${process.pid}`),
      });
    }
    expect((await readManifest(openFolder(dir))).generation).toBe(results.length - refused.length);
  });

  test('does not hinder readers', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    await writeAtlasFolder(dir, async (writer) => {
      const written = await writeSample(2)(writer);
      expect(await versionIn(dir)).toBe(1);
      return written;
    });
    expect(await versionIn(dir)).toBe(2);
  });

  test('does not commit when its lock was taken away by hand, and leaves the files to the other', async () => {
    await writeAtlasFolder(dir, writeSample(1));
    const warnings: string[] = [];
    let other: Awaited<ReturnType<typeof acquireLock>> | undefined;
    const build = writeAtlasFolder(
      dir,
      async (writer) => {
        const written = await writeSample(2)(writer);
        await rm(join(dir, 'build.lock'));
        other = await acquireLock(join(dir, 'build.lock'));
        return written;
      },
      { onWarning: (warning) => warnings.push(warning) },
    );
    await expect(build).rejects.toMatchObject({ code: 'ATLAS_LOCKED' });
    expect(await versionIn(dir)).toBe(1);
    expect(warnings).toEqual([expect.stringContaining('removing the unfinished build')]);
    await other!.assertHeld();
    await other!.release();
  });
});
