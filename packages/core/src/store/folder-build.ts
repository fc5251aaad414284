import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplorerError } from '../errors.ts';
import { throwIfAborted } from '../task.ts';
import type { AtlasWriter, WriteAtlasOptions, WrittenAtlas } from './atlas-writer.ts';
import { DATA_FOLDER, isDataFileName, MANIFEST_FILE, quoteName, REPORT_FILE } from './files.ts';
import { openFolder } from './folder.ts';
import {
  errorCode,
  isTemporaryName,
  measureFile,
  syncFile,
  syncFolder,
  temporaryPath,
  writeDurably,
  writeError,
} from './folder-disk.ts';
import {
  type FolderState,
  inspectFolder,
  isJournalName,
  isLockLeaving,
  listNames,
  namesOfFiles,
} from './folder-state.ts';
import { type ShardEntry, shardName } from './kind-entry.ts';
import type { Lock } from './lock.ts';
import {
  type AtlasManifest,
  deriveAtlasId,
  encodeManifest,
  FORMAT_VERSION,
  type ManifestContent,
} from './manifest.ts';

/** One build, from the lock to the commit or back to where it began. */
export class FolderBuild {
  isCommitted = false;
  private readonly dir: string;
  private readonly dataDir: string;
  private readonly options: WriteAtlasOptions;
  /** Files that are known to be right: written or compared by this build. */
  private readonly proven = new Set<string>();
  /** Those of them that were not there before. */
  private readonly created = new Set<string>();

  constructor(dir: string, options: WriteAtlasOptions) {
    this.dir = dir;
    this.dataDir = join(dir, DATA_FOLDER);
    this.options = options;
  }

  async run(lock: Lock, write: (writer: AtlasWriter) => Promise<WrittenAtlas>): Promise<AtlasManifest> {
    // Once more, because another build may have ended between the first look and the lock.
    const state = await inspectFolder(this.dir);
    if (state.damage !== null)
      this.warn(`the atlas that was there is damaged and is built anew: ${state.damage.message}`);
    try {
      await this.makeDataFolder();
      await this.removeLeavings();
      const written = await write(this.createWriter(state));
      const { atlasId, generation } = nextIdentity(state, written.content);
      const manifest: AtlasManifest = { ...written.content, format: FORMAT_VERSION, atlasId, generation };
      await this.commit(lock, manifest);
      await this.attempt('writing the report', () => this.writeReport(manifest, written.report ?? {}));
      await this.attempt('removing old files', () => this.collectGarbage(state, manifest));
      return manifest;
    } catch (error) {
      await this.attempt('removing the unfinished build', () => this.undo(lock));
      throw error;
    }
  }

  /** Runs what may fail without the build being wrong; a failure is told, not thrown. */
  async attempt(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.warn(`${this.dir}: ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private createWriter(state: FolderState): AtlasWriter {
    return {
      previous: state.previous,
      scratchPath: () => temporaryPath(this.dataDir),
      put: async (shard, bytes) => {
        throwIfAborted(this.options.signal, `building ${this.dir}`);
        assertShard(shard, bytes);
        const isThere = await this.isThere(shard);
        if (!isThere) await writeDurably(this.pathOf(shard.name), bytes);
        this.remember(shard.name, !isThere);
      },
      adopt: async (kind, path, options = {}) => {
        const measured = await this.measure(path);
        if (measured === null)
          throw writeError(path, new Error('the file that was to be written is not there'));
        const shard: ShardEntry = {
          name: shardName(kind, 'bytes', measured.sha256),
          rows: [0, 1],
          ...measured,
        };
        const isThere = await this.isThere(shard);
        if (isThere) await rm(path, { force: true });
        else await this.moveDurably(path, this.pathOf(shard.name));
        this.remember(shard.name, !isThere);
        return { optional: options.optional ?? false, dtype: 'bytes', shape: [1], shards: [shard] };
      },
    };
  }

  private async commit(lock: Lock, manifest: AtlasManifest): Promise<void> {
    const bytes = encodeManifest(manifest);
    for (const { shards } of Object.values(manifest.kinds)) {
      for (const shard of shards) await this.prove(shard);
    }
    await syncFolder(this.dataDir);
    throwIfAborted(this.options.signal, `building ${this.dir}`);
    await lock.assertHeld();
    await writeDurably(join(this.dir, MANIFEST_FILE), bytes);
    this.isCommitted = true;
    await syncFolder(this.dir);
  }

  /** A file that is named in the manifest and was not put by this build is one of the atlas before. */
  private async prove(shard: ShardEntry): Promise<void> {
    if (this.proven.has(shard.name)) return;
    await openFolder(this.dir).checkFile(shard, this.options.signal);
    this.proven.add(shard.name);
  }

  private async writeReport(
    manifest: AtlasManifest,
    report: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { atlasId, generation } = manifest;
    const text = `${JSON.stringify({ atlasId, generation, ...report }, null, 2)}\n`;
    await writeDurably(join(this.dir, REPORT_FILE), new TextEncoder().encode(text));
  }

  /**
   * Files of this generation and of the one before stay; older ones go. After a damaged manifest it is not known which
   * files those are that someone may have open: then all stay until the next commit.
   */
  private async collectGarbage(state: FolderState, manifest: AtlasManifest): Promise<void> {
    await this.removeLeavings();
    // What was journalled stands in the atlas now; another model's journal would only be found by chance.
    for (const name of await listNames(this.dir)) {
      if (isJournalName(name)) await rm(join(this.dir, name), { force: true });
    }
    if (state.damage !== null) return;
    const kept = namesOfFiles(manifest);
    for (const name of state.previous === null ? [] : namesOfFiles(state.previous)) kept.add(name);
    for (const name of await listNames(this.dataDir)) {
      if (isDataFileName(name) && !kept.has(name)) await rm(this.pathOf(name), { force: true });
    }
  }

  /** What builds that were killed have left under temporary names. Whoever has the lock is the only one to make such. */
  private async removeLeavings(): Promise<void> {
    for (const folder of [this.dir, this.dataDir]) {
      for (const name of await listNames(folder)) {
        if (isTemporaryName(name) || (folder === this.dir && isLockLeaving(name)))
          await rm(join(folder, name), { force: true });
      }
    }
  }

  private async undo(lock: Lock): Promise<void> {
    if (this.isCommitted) return;
    // Without the lock, another build may count on these files.
    await lock.assertHeld();
    for (const name of this.created) await rm(this.pathOf(name), { force: true });
    await this.removeLeavings();
    await rmdir(this.dataDir).catch((error) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error) ?? '')) throw error;
    });
  }

  private async makeDataFolder(): Promise<void> {
    try {
      await mkdir(this.dataDir, { recursive: true });
    } catch (cause) {
      throw writeError(this.dataDir, cause);
    }
  }

  private async isThere(shard: ShardEntry): Promise<boolean> {
    if (this.proven.has(shard.name)) return true;
    const measured = await this.measure(this.pathOf(shard.name));
    return measured?.bytes === shard.bytes && measured.sha256 === shard.sha256;
  }

  private async measure(path: string): Promise<{ bytes: number; sha256: string } | null> {
    try {
      return await measureFile(path, this.options.signal);
    } catch (cause) {
      throw cause instanceof ExplorerError ? cause : writeError(path, cause);
    }
  }

  private async moveDurably(from: string, to: string): Promise<void> {
    try {
      await syncFile(from);
      await rename(from, to);
    } catch (cause) {
      throw writeError(to, cause);
    }
  }

  private remember(name: string, isNew: boolean): void {
    this.proven.add(name);
    if (isNew) this.created.add(name);
  }

  private pathOf(name: string): string {
    return openFolder(this.dir).pathOf(name);
  }

  private warn(message: string): void {
    this.options.onWarning?.(message);
  }
}

function nextIdentity(
  { identity }: FolderState,
  content: ManifestContent,
): Pick<AtlasManifest, 'atlasId' | 'generation'> {
  if (identity === null) return { atlasId: deriveAtlasId(content), generation: 1 };
  return { atlasId: identity.atlasId, generation: identity.generation + 1 };
}

function assertShard({ name, bytes: length }: ShardEntry, bytes: Uint8Array): void {
  if (isDataFileName(name) && length === bytes.length) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `got a data file ${quoteName(name)} of ${bytes.length} bytes; expected a name as papers-0123456789abcdef.jsonl and ${length} bytes: put what the encode functions give`,
    { details: { name, expected: length, actual: bytes.length } },
  );
}
