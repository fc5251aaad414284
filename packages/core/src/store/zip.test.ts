import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { createSampleAtlas } from '../../tests/support/sample-atlas.ts';
import { relativePathOf } from './files.ts';
import { readManifest } from './manifest.ts';
import { isZip, packAtlas, zipFiles } from './zip.ts';

const NAME = 'papers-0123456789abcdef.jsonl';
const BYTES = new TextEncoder().encode('{"title":"one"}\n'.repeat(100));

const zipOf = (files: Readonly<Record<string, Uint8Array>>) => zipSync(files);

describe('an atlas that is packed', () => {
  test('is the same atlas again, and the same bytes at each packing', async () => {
    const { files, manifest } = await createSampleAtlas();
    const packed = await packAtlas(files);
    expect(isZip(packed)).toBe(true);
    expect(await packAtlas(files)).toEqual(packed);
    const again = zipFiles(packed, 'again');
    expect(await readManifest(again)).toEqual(manifest);
    for (const [name, bytes] of files.files)
      expect(await again.read(name, { maxBytes: 2 ** 30 })).toEqual(bytes);
  });

  test('is an atlas folder when any program unpacks it', async () => {
    const { files } = await createSampleAtlas();
    const unpacked = unzipSync(await packAtlas(files));
    expect(Object.keys(unpacked).sort()).toEqual([...files.files.keys()].map(relativePathOf).sort());
  });
});

describe('a zip from elsewhere', () => {
  test('may hold the atlas in one folder, beside what a system adds', async () => {
    const zip = zipOf({
      '__MACOSX/my.atlas/._manifest.json': BYTES,
      'my.atlas/manifest.json': BYTES,
      [`my.atlas/data/${NAME}`]: BYTES,
    });
    expect(await zipFiles(zip, 'zip').read(NAME, { maxBytes: 1e6 })).toEqual(BYTES);
  });

  test('gives no file of a name that climbs out of it', async () => {
    const zip = zipOf({ '../manifest.json': BYTES, '/etc/passwd': BYTES, 'a/b/manifest.json': BYTES });
    await expect(zipFiles(zip, 'zip').read('../manifest.json', { maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test.each([
    ['text', BYTES],
    ['nothing', new Uint8Array(0)],
    ['cut off', zipOf({ [`data/${NAME}`]: BYTES }).slice(0, -30)],
  ])('that is none (%s) is refused', (_, bytes) => {
    expect(() => zipFiles(bytes, 'my.zip')).toThrow(/my\.zip is no zip that can be read/);
  });

  test('that would grow past the limits is refused before anything is unpacked', () => {
    const zip = zipOf({ 'data/zeros-0123456789abcdef.bin': new Uint8Array(2 ** 20) });
    expect(() => zipFiles(zip, 'bomb.zip', { graceBytes: 1000 })).toThrow(
      /bomb\.zip: \d+ bytes of zip would grow/,
    );
    expect(() => zipFiles(zip, 'bomb.zip', { maxBytes: 1000 })).toThrow(/would grow to 1048576/);
    expect(zipFiles(zip, 'bomb.zip').location).toBe('bomb.zip');
  });

  test('whose list understates a file gives no byte more than the list says', async () => {
    const zip = zipOf({ [`data/${NAME}`]: BYTES });
    const view = new DataView(zip.buffer);
    // The unpacked length, in the list at the end.
    for (let at = 0; at + 4 <= zip.length; at++)
      if (view.getUint32(at, true) === BYTES.length) view.setUint32(at, 10, true);
    const read = await zipFiles(zip, 'zip').read(NAME, { maxBytes: 10 });
    expect(read.length).toBeLessThanOrEqual(10);
  });

  test('that packs a file in a way of its own is refused by the name of that file', async () => {
    const zip = zipOf({ [`data/${NAME}`]: BYTES });
    const view = new DataView(zip.buffer);
    // The way of packing, in the entry of the list: 14 is LZMA.
    for (let at = 0; at + 12 <= zip.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, 14, true);
    await expect(zipFiles(zip, 'zip').read(NAME, { maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining(`data/${NAME}`),
    });
  });
});
