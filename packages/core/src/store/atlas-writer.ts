import type { KindEntry } from './kind-entry.ts';
import type { AtlasManifest, ManifestContent } from './manifest.ts';
import type { ShardSink } from './shards.ts';

/** Takes the data files of the build that is running. */
export interface AtlasWriter extends ShardSink {
  /** The atlas that this build replaces, so that its shards can be kept by naming them again; null for the first. */
  readonly previous: AtlasManifest | null;
  /** A path in the atlas folder for native code to write a file to; it is gone after the build unless adopted. */
  scratchPath(): string;
  /**
   * Makes the file at a {@link scratchPath} the one file of a `bytes` kind, without reading it into memory.
   *
   * @throws ExplorerError WRITE_FAILED, also when there is no such file.
   */
  adopt(
    kind: string,
    path: string,
    options?: { readonly optional?: boolean | undefined },
  ): Promise<KindEntry>;
}

/** What a build ends with. */
export interface WrittenAtlas {
  readonly content: ManifestContent;
  /** Plain JSON for `build-report.json`; `atlasId` and `generation` are put in front. */
  readonly report?: Readonly<Record<string, unknown>> | undefined;
}

export interface WriteAtlasOptions {
  /** Heeded until the commit. */
  readonly signal?: AbortSignal | undefined;
  /** Told what a person should know and what does not stop the build. */
  readonly onWarning?: ((message: string) => void) | undefined;
}
