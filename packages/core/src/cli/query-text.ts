import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ExplorerError } from '../node.ts';

/** The query of `search`: its words, or stdin for `-`, or a file. */
export async function readQueryText(words: readonly string[], file: string | undefined): Promise<string> {
  if (file !== undefined && words.length > 0)
    throw new ExplorerError('INVALID_ARGUMENT', 'got both a query and --file; give one of them');
  if (file !== undefined) return readQueryFile(file);
  if (words.length === 1 && words[0] === '-') return text(process.stdin);
  if (words.length === 0)
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      'no query; give it as words, as - (from stdin) or with --file',
    );
  return words.join(' ');
}

async function readQueryFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ExplorerError('INPUT_NOT_FOUND', `the query file ${file} cannot be read; check its path`, {
      cause,
    });
  }
}
