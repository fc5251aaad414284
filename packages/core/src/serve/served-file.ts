import type { Readable } from 'node:stream';

/** One file as the server gives it out, at one moment: all its bytes belong together. */
export interface ServedFile {
  readonly contentType: string;
  /** Length without compression. */
  readonly bytes: number;
  /** Changes with the content; null for what is not known to be right, so that no cache keeps it. */
  readonly etag: string | null;
  /** True when another content will never have this address. */
  readonly isImmutable: boolean;
  /** Bytes `[from, to)`. Called at most once. */
  read(from: number, to: number): Readable;
  /** Gives back what an answer without {@link read} leaves open. */
  close(): Promise<void>;
}

/** Where addresses lead: a path as decoded, such as `/atlas/manifest.json`, to a file; null when there is none. */
export type Site = (path: string) => Promise<ServedFile | null>;
