import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { ExplorerError, isExplorerError } from '../errors.ts';
import { checkHnswFile, checkHnswFileSize, type HnswFileExpectation } from './hnsw-file.ts';
import type { NativeGraph } from './hnsw-graph.ts';
import { rewireHnswFile } from './hnsw-rewire.ts';

/** @throws ExplorerError ATLAS_DAMAGED when the file is missing, torn, or another graph's */
export async function readCheckedFile(
  path: string,
  expected: HnswFileExpectation & { labels: Int32Array },
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    checkHnswFileSize(size, expected.labels.length, expected, path);
    bytes = await readFile(path);
  } catch (cause) {
    if (isExplorerError(cause)) throw cause;
    throw fileError(path, 'it cannot be read', cause);
  }
  checkHnswFile(bytes, expected, path);
  return bytes;
}

/**
 * Writes the graph, whose elements stand for the rows `expected.labels` in this order, and checks what was written; then
 * brings the elements into the order of their rows, and gives the file its name.
 *
 * @throws ExplorerError WRITE_FAILED
 */
export async function writeCheckedFile(
  native: NativeGraph,
  path: string,
  expected: HnswFileExpectation & { labels: Int32Array },
): Promise<void> {
  const part = `${path}.part`;
  try {
    await native.writeIndex(part);
    const bytes = await readFile(part);
    checkHnswFile(bytes, expected, part);
    await writeFile(part, tidy(bytes, expected));
    const file = await open(part, 'r+');
    await file.sync().finally(() => file.close());
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw writeError(path, cause);
  }
}

/** The same graph with its elements in the order of their rows, and nothing behind the ends of its link lists. */
function tidy(
  bytes: Uint8Array,
  { vectors: { dimension }, metric, M, labels }: HnswFileExpectation & { labels: Int32Array },
): Uint8Array {
  const elements = Int32Array.from(labels.keys()).sort((a, b) => labels[a]! - labels[b]!);
  const sorted = elements.map((element) => labels[element]!);
  const count = labels.length;
  if (count === 0) return bytes;
  return rewireHnswFile(bytes, { dimension, metric, M, count, elements, labels: sorted }).bytes;
}

/** For a file that could not be written. */
export function writeError(path: string, cause: unknown): ExplorerError {
  return new ExplorerError(
    'WRITE_FAILED',
    `the index could not be written to ${path}; check that the folder exists and the disk has room`,
    { details: { file: path }, cause },
  );
}

/** For a file that is not the graph it should be. */
export function fileError(path: string, what: string, cause: unknown): ExplorerError {
  return new ExplorerError('ATLAS_DAMAGED', `${path}: ${what}; build the index again from the embeddings`, {
    details: { file: path },
    cause,
  });
}
