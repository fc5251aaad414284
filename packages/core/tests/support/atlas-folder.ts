import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openFolder } from '../../src/store/folder.ts';
import { readManifest } from '../../src/store/manifest.ts';
import { readJson, readJsonl } from '../../src/store/read-shards.ts';
import { SAMPLE_PAPERS } from './sample-atlas.ts';

/** Every file under a folder with its bytes, to see that nothing has been touched. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = entry.isFile() ? (await readFile(path)).toString('base64') : '';
  }
  return files;
}

/** Reads the sample in a folder; which version of it that is. */
export async function versionIn(folder: string): Promise<number> {
  const files = openFolder(folder);
  const manifest = await readManifest(files);
  expect(await readJsonl(files, manifest, 'papers')).toEqual(SAMPLE_PAPERS);
  const [{ version }] = (await readJson(files, manifest, 'regions')) as [{ version: number }];
  return version;
}
