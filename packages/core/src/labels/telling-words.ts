import { type LongTask, Pace } from '../task.ts';
import { chooseNames, type NamedTerm } from './names.ts';
import { findPhrases } from './phrases.ts';
import { scoreTerms } from './scores.ts';
import { runSteps, type Steps } from './steps.ts';
import { countTerms } from './terms.ts';
import { buildVocabulary, type PaperText } from './vocabulary.ts';

/** Where texts are read from. */
export interface TextSource {
  readonly count: number;
  /** In the order of the rows. */
  read(rows: readonly number[], signal?: AbortSignal): Promise<readonly PaperText[]>;
}

/** So many papers are read of those within and of the others, spread evenly over the rows: more change little and take seconds. */
const MAX_READ = { inside: 600, outside: 1200 } as const;
/** Candidates whose spelling is looked up. */
const TERMS_SPELLED = 60;

/**
 * The words and pairs of words that tell some papers from all the others, best first, up to eight: as the telling words of a
 * region, by class-based TF-IDF ({@link scoreTerms}) of two groups, the papers and the rest. Where there is no rest, the words
 * that these papers use most. Read from 600 of the papers and 1,200 of the others at most. Deterministic.
 *
 * @param texts of all papers
 * @param rows different ones, ascending
 *
 * @throws ExplorerError ABORTED
 */
export async function findTellingWords(
  texts: TextSource,
  rows: Int32Array,
  { signal }: LongTask = {},
): Promise<readonly NamedTerm[]> {
  if (rows.length === 0) return [];
  const pace = new Pace(signal, 'the search for telling words');
  const inside = spread(rows, MAX_READ.inside);
  const outside = spread(rowsBesides(rows, texts.count), MAX_READ.outside);
  const read = await texts.read([...inside, ...outside], signal);
  return runSteps(compareGroups(read, inside.length), pace);
}

/** The terms of the first texts against those of the others. */
function* compareGroups(texts: readonly PaperText[], first: number): Steps<readonly NamedTerm[]> {
  const vocabulary = yield* buildVocabulary(texts);
  const group = Int32Array.from(texts, (_, at) => (at < first ? 0 : 1));
  const counts = yield* countTerms(vocabulary, group, texts.length > first ? 2 : 1);
  const [scored] = yield* scoreTerms(counts);
  const best = scored!.slice(0, TERMS_SPELLED);
  const wanted = best.map(({ term }) => term);
  const phrases = yield* findPhrases(vocabulary, counts.terms, wanted);
  const [named] = yield* chooseNames([best], phrases);
  return named!.terms;
}

function rowsBesides(rows: Int32Array, count: number): Int32Array {
  const isInside = new Uint8Array(count);
  for (const row of rows) isInside[row] = 1;
  const others = new Int32Array(count - rows.length);
  let at = 0;
  for (let row = 0; row < count; row++) if (isInside[row] === 0) others[at++] = row;
  return others;
}

function spread(rows: Int32Array, most: number): Int32Array {
  const size = Math.min(rows.length, most);
  return Int32Array.from({ length: size }, (_, i) => rows[Math.floor((i * rows.length) / size)]!);
}
