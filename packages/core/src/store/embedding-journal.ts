import { createHash } from 'node:crypto';
import { closeSync, constants, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { type FileHandle, lstat, open, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextRole } from '../embedding/embedder.ts';
import { digestModelSpec, type ModelSpec } from '../embedding/model-spec.ts';
import type { VectorSource } from '../embedding/reusing-embedder.ts';
import { throwIfAborted } from '../task.ts';
import { toFileOrder } from './byte-order.ts';
import { errorCode, readFully } from './folder-disk.ts';
import { journalName } from './folder-state.ts';

/*
 * One record a vector, all of one length, so that a damaged one is left out and those after it are still found. Each is
 * written by one call: when the process is killed the system keeps what was written, and only a loss of power can take
 * the records since the last sync.
 */

const MAGIC = 'atlas-journal 1\n';
const CHECK_BYTES = 16;
const KEY_BYTES = 32;
/** Magic, digest of the model's spec, check of both. */
const HEADER_BYTES = MAGIC.length + 32 + CHECK_BYTES;
const READ_BYTES = 2 ** 20;
/** Vectors of so much time can be lost with the power. */
const SYNC_INTERVAL_MS = 1000;
/** A symbolic link in a journal's place is not followed: it could lead anywhere. No such flag on Windows. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

export interface EmbeddingJournal extends VectorSource {
  /** Vectors known to be kept: those that were read and those added. */
  readonly count: number;
  /** Keeps a vector under its {@link keyOfText}, from now on against a kill of this process too. What cannot be kept is told once, not thrown. */
  add(key: string, vector: Float32Array): void;
  /** Ends the adding. Safe to call twice. */
  close(): void;
}

/** What a text's vector is kept under: the SHA-256 of role and text as 64 hex digits. */
export function keyOfText(text: string, as: TextRole): string {
  return createHash('sha256').update(`${as}\0${text}`).digest('hex');
}

/**
 * The journal of the embeddings of one model, in the atlas folder into which they are being built. Whoever opens it
 * holds the folder's lock. A file that is no such journal is removed, an unfinished record at its end is cut off, both
 * with a warning; a journal that cannot be used costs time, never the build.
 */
export async function openEmbeddingJournal(
  dir: string,
  model: ModelSpec,
  onWarning: (message: string) => void,
): Promise<EmbeddingJournal> {
  const digest = digestModelSpec(model);
  const path = join(dir, journalName(digest));
  const seed = Buffer.from(digest, 'hex');
  const header = sealed(Buffer.concat([Buffer.from(MAGIC), seed]), seed);
  const recordBytes = KEY_BYTES + model.dimension * 4 + CHECK_BYTES;
  /** Records read well, by key: a second call of `read` counts none twice. */
  const known = new Set<string>();
  let descriptor: number | undefined;
  let isClosed = false;
  let isSyncing = false;
  let syncedAt = performance.now();
  let hasWarned = false;

  const found = await prepare(path, header, recordBytes, onWarning).catch((error: unknown) => {
    isClosed = true;
    onWarning(`embeddings cannot be kept in ${path}: ${messageOf(error)}`);
    return 0;
  });

  function openForAdding(): number {
    const flags = constants.O_WRONLY | constants.O_APPEND | NO_FOLLOW;
    try {
      return openSync(path, flags);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    const made = openSync(path, flags | constants.O_CREAT | constants.O_EXCL, 0o666);
    writeWhole(made, header);
    return made;
  }

  function syncNowAndThen(open: number): void {
    if (isSyncing || performance.now() - syncedAt < SYNC_INTERVAL_MS) return;
    isSyncing = true;
    fdatasync(open, () => {
      isSyncing = false;
      syncedAt = performance.now();
      if (isClosed) closeSync(open);
    });
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    // A sync that is under way closes it.
    if (descriptor === undefined || isSyncing) return;
    try {
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  return {
    keyOf: keyOfText,

    get isEmpty() {
      return found === 0 && known.size === 0;
    },

    get count() {
      return known.size;
    },

    async read(_as, give, signal) {
      if (isClosed) return;
      let damaged = 0;
      try {
        for await (const record of readRecords(path, recordBytes, signal)) {
          const body = record.subarray(0, recordBytes - CHECK_BYTES);
          if (!checkOf(body, seed).equals(record.subarray(recordBytes - CHECK_BYTES))) {
            damaged++;
            continue;
          }
          const key = body.toString('hex', 0, KEY_BYTES);
          known.add(key);
          give(key, toVector(body.subarray(KEY_BYTES)));
        }
      } catch (error) {
        throwIfAborted(signal, 'embedding');
        onWarning(`${path} cannot be read, its embeddings are made again: ${messageOf(error)}`);
      }
      if (damaged === 0 || hasWarned) return;
      hasWarned = true;
      onWarning(`${path}: ${damaged} embeddings are damaged and are made again`);
    },

    add(key, vector) {
      if (isClosed) return;
      try {
        descriptor ??= openForAdding();
        const values = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
        const body = Buffer.concat([Buffer.from(key, 'hex'), toFileOrder(values, 4)]);
        writeWhole(descriptor, sealed(body, seed));
        known.add(key);
        syncNowAndThen(descriptor);
      } catch (error) {
        close();
        onWarning(`embeddings can no longer be kept in ${path}: ${messageOf(error)}`);
      }
    },

    close,
  };
}

/** Leaves a journal of whole records, or no file; how many records there are. */
async function prepare(
  path: string,
  header: Uint8Array,
  recordBytes: number,
  onWarning: (message: string) => void,
): Promise<number> {
  const state = await lstat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (state === null) return 0;
  if (!state.isFile() || !(await startsWith(path, header))) {
    await rm(path);
    onWarning(`${path} was no journal of this model and was removed`);
    return 0;
  }
  const torn = (state.size - HEADER_BYTES) % recordBytes;
  const records = (state.size - HEADER_BYTES - torn) / recordBytes;
  if (torn === 0) return records;
  await truncate(path, state.size - torn);
  onWarning(`${path}: an unfinished embedding at the end was cut off; it is made again`);
  return records;
}

async function startsWith(path: string, header: Uint8Array): Promise<boolean> {
  return withFile(path, async (handle) => {
    const start = Buffer.alloc(HEADER_BYTES);
    return (await readFully(handle, start, 0, `reading ${path}`)) === HEADER_BYTES && start.equals(header);
  });
}

async function* readRecords(
  path: string,
  recordBytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const handle = await openIfThere(path);
  if (handle === null) return;
  try {
    const chunk = Buffer.alloc(Math.max(1, Math.floor(READ_BYTES / recordBytes)) * recordBytes);
    for (let at = HEADER_BYTES; ; at += chunk.length) {
      const filled = await readFully(handle, chunk, at, `reading ${path}`, signal);
      for (let from = 0; from + recordBytes <= filled; from += recordBytes)
        yield chunk.subarray(from, from + recordBytes);
      if (filled < chunk.length) return;
    }
  } finally {
    await handle.close();
  }
}

async function withFile<T>(path: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, constants.O_RDONLY | NO_FOLLOW);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | NO_FOLLOW);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The model's digest is part of what is checked: a record that has come from another model's file is not believed. */
function checkOf(body: Uint8Array, seed: Uint8Array): Buffer {
  return createHash('sha256').update(seed).update(body).digest().subarray(0, CHECK_BYTES);
}

function sealed(body: Buffer, seed: Uint8Array): Buffer {
  return Buffer.concat([body, checkOf(body, seed)]);
}

/** A copy, because a record begins where no typed array can. */
function toVector(bytes: Uint8Array): Float32Array {
  const ordered = toFileOrder(Uint8Array.from(bytes), 4);
  return new Float32Array(ordered.buffer as ArrayBuffer, ordered.byteOffset, ordered.length / 4);
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  const written = writeSync(descriptor, bytes);
  if (written < bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
