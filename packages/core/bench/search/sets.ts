import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A corpus that is searched, as it was asked for. */
export interface SetSource {
  readonly path: string;
  /** An atlas brings its own vectors; for papers they are made. */
  readonly kind: 'atlas' | 'papers';
  /** The file of papers; in an atlas none is needed. */
  readonly file: string;
  /** Judged queries as BEIR lays them out; null when there are none. */
  readonly judged: { readonly queries: string; readonly judgements: string } | null;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Words of the command line as corpora. `PATH` is an atlas folder, a folder in BEIR's layout or a file of papers;
 * `judged=FOLDER` after it names the judged queries of the one before. Without a path: the seed and its judged queries.
 */
export function listSets(args: readonly string[]): SetSource[] {
  const sets: SetSource[] = [];
  for (const arg of args) {
    if (arg.startsWith('judged=')) {
      const last = sets.pop();
      if (last === undefined) throw new Error(`got ${arg} before any corpus; give it after its path`);
      sets.push({ ...last, judged: judgedIn(arg.slice('judged='.length)) });
    } else if (!arg.includes('=')) sets.push(sourceOf(arg));
  }
  if (sets.length > 0) return sets;
  const seed = sourceOf(here('../../../../data/rationalization/page.txt'));
  return [{ ...seed, judged: judgedIn(here('../../../../tests/quality/seed-queries')) }];
}

function sourceOf(path: string): SetSource {
  if (existsSync(join(path, 'manifest.json'))) return { path, kind: 'atlas', file: path, judged: null };
  const corpus = join(path, 'corpus.jsonl');
  if (!existsSync(corpus)) return { path, kind: 'papers', file: path, judged: null };
  const hasQueries = existsSync(join(path, 'queries.jsonl'));
  return { path, kind: 'papers', file: corpus, judged: hasQueries ? judgedIn(path) : null };
}

function judgedIn(folder: string): SetSource['judged'] {
  return { queries: join(folder, 'queries.jsonl'), judgements: join(folder, 'qrels.tsv') };
}
