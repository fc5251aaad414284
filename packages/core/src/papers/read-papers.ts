import { open } from 'node:fs/promises';
import { ExplorerError } from '../errors.ts';
import { type IngestOptions, type IngestResult, ingestPapers, type PaperSource } from './ingest.ts';

const CHUNK_BYTES = 256 * 1024;
/** The name of standard input in the report. */
const STDIN_NAME = '(standard input)';

/** A file, several files, or a stream such as `process.stdin`. */
export type PaperInput = string | readonly string[] | { readonly stdin: AsyncIterable<Uint8Array> };

/**
 * Reads papers from files or standard input (Node only); see {@link ingestPapers} for what it does with them.
 *
 * @example
 * const { papers, report } = await readPapers('papers.bib');
 *
 * @throws ExplorerError INPUT_NOT_FOUND, INPUT_UNREADABLE (a folder, no permission, binary, damaged gzip, gzip bomb, unknown format), INVALID_ARGUMENT, ABORTED
 */
export async function readPapers(input: PaperInput, options: IngestOptions = {}): Promise<IngestResult> {
  assertInput(input);
  if (typeof input === 'object' && 'stdin' in input) {
    return ingestPapers([{ name: STDIN_NAME, bytes: input.stdin }], options);
  }
  const files = typeof input === 'string' ? [input] : input;
  if (files.length === 0) throw new ExplorerError('INVALID_ARGUMENT', 'no file was named; name at least one');
  const sources = await Promise.all(files.map(openSource));
  return ingestPapers(sources, options);
}

function assertInput(input: unknown): asserts input is PaperInput {
  if (typeof input === 'string') return;
  if (Array.isArray(input) && input.every((file) => typeof file === 'string')) return;
  if (typeof input === 'object' && input !== null && 'stdin' in input) return;
  const got = Array.isArray(input) ? 'a list in which not all are paths' : String(input);
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `the input is ${got}; expected the path of a file, a list of paths, or { stdin }`,
  );
}

/**
 * One file as a source. It is looked at now and read later, so that a misspelt last name of several costs no time.
 *
 * @throws ExplorerError INPUT_NOT_FOUND, INPUT_UNREADABLE
 */
export async function openSource(file: string): Promise<PaperSource> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw fileError(file, cause);
  });
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      throw new ExplorerError('INPUT_UNREADABLE', `${file} is a folder; name the files in it`, {
        details: { file },
      });
    }
    return { name: file, bytes: readFile(file), size: stats.size };
  } finally {
    await handle.close();
  }
}

async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw fileError(file, cause);
  });
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw fileError(file, cause);
  } finally {
    await handle.close();
  }
}

function fileError(file: string, cause: unknown): ExplorerError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ExplorerError(
      'INPUT_NOT_FOUND',
      `there is no file ${file === '' ? '""' : file}; check the name`,
      {
        details: { file },
        cause,
      },
    );
  }
  const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : code;
  return new ExplorerError('INPUT_UNREADABLE', `${file} cannot be read (${why})`, {
    details: { file },
    cause,
  });
}
