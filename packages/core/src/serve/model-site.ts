import { join } from 'node:path';
import { openModelFolder, weightFileOf } from '../embedding/model-folder.ts';
import { assertSameModel, type ModelSpec } from '../embedding/model-spec.ts';
import { isExplorerError } from '../errors.ts';
import { measureFile } from '../store/folder-disk.ts';
import type { LongTask } from '../task.ts';
import { createDiskFiles, type DiskFile } from './disk-file.ts';
import type { Site } from './served-file.ts';

/** What a browser needs of a model besides its weights, and what says where it comes from. */
const SMALL_FILES: readonly string[] = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
  'SHA256SUMS',
];

export interface ModelSiteOptions extends LongTask {
  /** Model folder or name; default: the atlas's own by its name. */
  readonly model?: string | undefined;
  readonly onWarning: (message: string) => void;
}

export interface ModelSite {
  readonly site: Site;
  /** Ended when the model of the atlas has been found and checked, or cannot be had. */
  ready(): Promise<void>;
}

/**
 * The files of the model that an atlas names, at `/<id>/<file>`. An atlas without its model is still a map that can be
 * searched by words, so a model that is missing, damaged or another one is a warning; but not one that the user named.
 *
 * @param wanted the model of the atlas as it is now: another one may come with a rebuild
 */
export function createModelSite(wanted: () => ModelSpec, options: ModelSiteOptions): ModelSite {
  const openFile = createDiskFiles();
  const known = new Map<string, Promise<ReadonlyMap<string, DiskFile>>>();

  function filesOf(spec: ModelSpec): Promise<ReadonlyMap<string, DiskFile>> {
    const key = JSON.stringify(spec);
    const files = known.get(key) ?? listModelFiles(spec, options);
    known.set(key, files);
    files.catch(() => known.delete(key));
    return files;
  }

  return {
    async site(path) {
      const spec = wanted();
      const folder = `/${spec.id}/`;
      if (!path.startsWith(folder)) return null;
      const file = (await filesOf(spec)).get(path.slice(folder.length));
      return file === undefined ? null : openFile(file);
    },
    async ready() {
      await filesOf(wanted());
    },
  };
}

/** Empty when the model cannot be had. */
async function listModelFiles(
  spec: ModelSpec,
  { model, onWarning, ...task }: ModelSiteOptions,
): Promise<ReadonlyMap<string, DiskFile>> {
  const files = new Map<string, DiskFile>();
  try {
    const folder = await openModelFolder(model ?? spec.id, { ...task, maxTokens: spec.maxTokens });
    for (const name of [...SMALL_FILES, weightFileOf(folder.spec.dtype)]) {
      const path = join(folder.path, name);
      const measured = await measureFile(path, task.signal);
      if (measured !== null) files.set(name, { path, sha256: measured.sha256, isImmutable: false });
    }
    assertSameModel(spec, folder.spec, 'this atlas');
  } catch (error) {
    const mayGoOn = model === undefined && isExplorerError(error) && error.code !== 'ABORTED';
    if (!mayGoOn) throw error;
    onWarning(`${error.message}; the explorer searches by words only`);
  }
  return files;
}
