import { ExplorerError } from '../errors.ts';
import { analyze } from '../keyword-index/analyze.ts';
import type { KeywordIndex, QueryTerm, Token } from '../keyword-index/keyword-index.ts';
import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { paperText } from '../papers/text.ts';
import type { SentencePlace } from './explain-words.ts';
import type { EmbeddedSentences, SentenceVectors } from './sentence-vectors.ts';
import { createTermMatcher } from './term-match.ts';

/** A sentence of each paper that say nearly the same. */
export interface SentencePair {
  readonly a: SentencePlace;
  readonly b: SentencePlace;
  /** Cosine similarity of the two, in [-1, 1]. */
  readonly similarity: number;
}

/** A word that tells what a paper is about, as it is first written there. */
export interface TellingWord {
  readonly word: string;
  /** Times that it stands in a and in b. */
  readonly counts: readonly [a: number, b: number];
  /** What its list is ordered by. */
  readonly score: number;
}

/** What two papers have in common and what each has of its own. Plain data. */
export interface PairExplanation {
  readonly a: string;
  readonly b: string;
  /** Best first; null where meaning was not asked for. */
  readonly sentences: readonly SentencePair[] | null;
  readonly shared: readonly TellingWord[];
  readonly onlyA: readonly TellingWord[];
  readonly onlyB: readonly TellingWord[];
}

export interface ExplainPairOptions {
  /** Null leaves the sentences out. */
  readonly sentences: SentenceVectors | null;
  /** The atlas's: which words are rare. */
  readonly keywords: KeywordIndex;
  /** How much a lower-case word says of any paper, in [0, 1]; 0 leaves it out. By default all say as much. */
  readonly weigh?: ((word: string) => number) | undefined;
  /** Sentence pairs at most, a whole number ≥ 0, or Infinity for all; default 5. */
  readonly limit?: number | undefined;
  /** Words a list at most, a whole number ≥ 0, or Infinity for all; default 10. */
  readonly words?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of the best word's score; what is below tells little beside it. */
const LEAST_PART = 0.2;

/**
 * What two papers share, and what tells them apart.
 *
 * Sentences: two are a pair when each is the other's nearest (cosine similarity; the earlier of equals), so that each
 * stands in one pair at most; the nearest pairs come first. Mutual nearest neighbours as in the mining of parallel
 * sentences: M. Artetxe, H. Schwenk, ACL 2019, doi:10.18653/v1/P19-1309.
 *
 * Words: of title and abstract, stop words and numbers left out. A shared word's score is idf × the smaller of its two
 * counts; of a word that stands in one paper alone, idf × its count; both × its weight, since among few papers a word
 * may be rare that says nothing ("aims", "allowing"). Words with less than a fifth of the best one's score are left out.
 *
 * @throws ExplorerError INVALID_ARGUMENT for a limit that is none, ABORTED and whatever the embedder throws
 */
export async function explainPair(a: Paper, b: Paper, options: ExplainPairOptions): Promise<PairExplanation> {
  const { sentences, keywords, weigh = () => 1, limit = 5, words: mostWords = 10, signal } = options;
  for (const [name, most] of Object.entries({ limit, words: mostWords })) {
    if (most === Number.POSITIVE_INFINITY || (Number.isSafeInteger(most) && most >= 0)) continue;
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `${name} is ${most}; expected a whole number from 0, or Infinity for all`,
      { details: { [name]: most } },
    );
  }
  const embedded = sentences === null ? null : await sentences.get([a, b], signal);
  const ofA = readWords(a, keywords);
  const ofB = readWords(b, keywords);
  const fromA = compareWords(ofA, ofB);
  const fromB = compareWords(ofB, ofA);
  const best = (words: readonly TellingWord[]): TellingWord[] => {
    const ordered = words
      .map((word) => ({ ...word, score: word.score * weigh(word.word.toLowerCase()) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
    const least = LEAST_PART * (ordered[0]?.score ?? 0);
    return ordered.filter(({ score }) => score >= least).slice(0, mostWords);
  };
  return {
    a: a.id,
    b: b.id,
    sentences: embedded && pairSentences(embedded[0]!, embedded[1]!).slice(0, limit),
    shared: best(fromA.shared),
    onlyA: best(fromA.own),
    onlyB: best(fromB.own.map(({ counts: [here, there], ...word }) => ({ ...word, counts: [there, here] }))),
  };
}

interface PaperWords {
  readonly tokens: readonly Token[];
  readonly terms: readonly QueryTerm[];
}

function readWords(paper: Paper, keywords: KeywordIndex): PaperWords {
  const text = paperText(paper);
  return { tokens: analyze(text), terms: keywords.score({ text, corrects: false }).terms };
}

function compareWords(here: PaperWords, there: PaperWords): { shared: TellingWord[]; own: TellingWord[] } {
  const shared: TellingWord[] = [];
  const own: TellingWord[] = [];
  for (const term of here.terms) {
    if (!/\p{L}{2}/u.test(term.word)) continue;
    const match = createTermMatcher(term);
    const [mine, other] = [match(here.tokens), match(there.tokens)];
    const counts = [mine.count, other.count] as const;
    // A compound of which the other paper has a part is neither shared nor one's own.
    if (other.count === 0) own.push({ word: term.word, counts, score: term.idf * mine.count });
    else if (other.share === 1)
      shared.push({ word: term.word, counts, score: term.idf * Math.min(mine.count, other.count) });
  }
  return { shared, own };
}

/** All pairs of sentences that are each other's nearest, nearest first. */
export function pairSentences(a: EmbeddedSentences, b: EmbeddedSentences): SentencePair[] {
  const nearestOfA = findNearest(a.vectors, b.vectors);
  const nearestOfB = findNearest(b.vectors, a.vectors);
  const pairs: SentencePair[] = [];
  for (const [i, { row: j, similarity }] of nearestOfA.entries()) {
    if (nearestOfB[j]?.row !== i) continue;
    pairs.push({
      a: a.sentences[i]!,
      b: b.sentences[j]!,
      similarity: Math.min(1, Math.max(-1, similarity)),
    });
  }
  return pairs.sort((one, other) => other.similarity - one.similarity || one.a.index - other.a.index);
}

/** For each row of `from` the nearest of `to`; row -1 when there is none. */
function findNearest(from: VectorMatrix, to: VectorMatrix): { row: number; similarity: number }[] {
  return Array.from({ length: from.count }, (_, i) => {
    let nearest = { row: -1, similarity: Number.NEGATIVE_INFINITY };
    for (let j = 0; j < to.count; j++) {
      const similarity = dot(from.data, i * from.dimension, to.data, j * to.dimension, from.dimension);
      if (similarity > nearest.similarity) nearest = { row: j, similarity };
    }
    return nearest;
  });
}
