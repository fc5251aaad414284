import { analyze } from '../keyword-index/analyze.ts';
import type { BM25Parameters, QueryTerm, Token } from '../keyword-index/keyword-index.ts';
import type { Paper } from '../papers/paper.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { createTermMatcher, mergePlaces, type TextPlace } from './term-match.ts';

/** A sentence and where it stands in a paper. */
export interface SentencePlace extends Sentence {
  /** The text in which `start` and `end` are places: the title only when the paper has no abstract. */
  readonly field: 'title' | 'abstract';
  /** Which sentence of that text, from 0. */
  readonly index: number;
}

/** The sentence of a paper that says most of what was asked. */
export interface EarningSentence extends SentencePlace {
  /** By words: BM25 within the abstract, above 0. By meaning: cosine similarity to the query, in [-1, 1]. */
  readonly score: number;
}

/** A word of the query that stands in the paper. */
export interface MatchedWord {
  /** As asked. */
  readonly word: string;
  readonly kind: QueryTerm['kind'];
  readonly idf: number;
  /** Places in the title, in order, without overlap. */
  readonly title: readonly TextPlace[];
  readonly abstract: readonly TextPlace[];
}

/** Why a paper is in a list, by the words that it shares with the query. */
export interface WordsExplanation {
  /** Null when no word of the query stands in the abstract (in the title, when there is no abstract). */
  readonly sentence: EarningSentence | null;
  /** The words that stand in title or abstract, in the query's order. */
  readonly words: readonly MatchedWord[];
  /** Words of the query that stand in neither, as asked. */
  readonly missing: readonly string[];
  /** What to mark: the places of all words together, in order, without overlap. */
  readonly marks: { readonly title: readonly TextPlace[]; readonly abstract: readonly TextPlace[] };
}

const ADDRESS = /https?:\S*|www\.\S+|\S+\.\p{L}{2,}\/\S*/giu;
const LEAST_WORDS = 4;
/** "Our code, data and videos are available at": what says where something is says nothing of the paper. */
const LEAST_WORDS_WITH_ADDRESS = 12;

/**
 * The sentences in which a paper is explained: the abstract's, but for lone words and those that merely give an address;
 * the title alone when there is no abstract.
 */
export function sentencesOf({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): SentencePlace[] {
  const all = splitSentences(abstract).map((sentence, index) => place(sentence, 'abstract', index));
  const telling = all.filter(isTelling);
  if (telling.length > 0) return telling;
  if (all.length > 0) return all;
  const end = title.trimEnd().length;
  const start = title.length - title.trimStart().length;
  return start < end ? [place({ text: title.slice(start, end), start, end }, 'title', 0)] : [];
}

function place(sentence: Sentence, field: SentencePlace['field'], index: number): SentencePlace {
  return { ...sentence, field, index };
}

/** Scripts without spaces are taken for telling: their words cannot be counted so. */
function isTelling({ text }: Sentence): boolean {
  const plain = text.replace(ADDRESS, ' ');
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
  if (plain !== text) return words.length >= LEAST_WORDS_WITH_ADDRESS;
  return words.length >= LEAST_WORDS || words.some((word) => word.length > 20 || /\p{Lo}{2}/u.test(word));
}

/**
 * The sentence that earned a paper its place by words, and the words with their places. The sentence is that with the
 * highest BM25 score among the paper's own, with the idf of the whole corpus: rare words count more, a word's repetition
 * little, and a long sentence is held back. The earliest of equals.
 *
 * @param terms the query as the keyword index understood it
 * @param parameters the index's own
 */
export function explainWords(
  terms: readonly QueryTerm[],
  paper: Pick<Paper, 'title' | 'abstract'>,
  parameters: BM25Parameters,
): WordsExplanation {
  const matchers = terms.map(createTermMatcher);
  const tokens = { title: analyze(paper.title), abstract: analyze(paper.abstract) };
  const places = matchers.map((match) => ({
    title: match(tokens.title).places,
    abstract: match(tokens.abstract).places,
  }));
  const words: MatchedWord[] = [];
  const missing: string[] = [];
  for (const [at, { word, kind, idf }] of terms.entries()) {
    const { title, abstract } = places[at]!;
    if (title.length + abstract.length === 0) missing.push(word);
    else words.push({ word, kind, idf, title, abstract });
  }
  const sentences = sentencesOf(paper);
  const bySentence = groupTokens(tokens[sentences[0]?.field ?? 'abstract'], sentences);
  const mean = bySentence.reduce((sum, list) => sum + lengthOf(list), 0) / Math.max(1, bySentence.length);
  let best = -1;
  let most = 0;
  for (const [index, list] of bySentence.entries()) {
    const norm = parameters.k1 * (1 - parameters.b + (parameters.b * lengthOf(list)) / Math.max(1, mean));
    let score = 0;
    for (const [at, { idf }] of terms.entries()) {
      const { count, share } = matchers[at]!(list);
      if (count > 0) score += (idf * share * count) / (count + norm);
    }
    if (score > most) {
      most = score;
      best = index;
    }
  }
  return {
    sentence: best < 0 ? null : { ...sentences[best]!, score: most },
    words,
    missing,
    marks: {
      title: mergePlaces(places.flatMap(({ title }) => title)),
      abstract: mergePlaces(places.flatMap(({ abstract }) => abstract)),
    },
  };
}

/** The tokens of each sentence; a token belongs where it begins. */
function groupTokens(tokens: readonly Token[], sentences: readonly Sentence[]): Token[][] {
  const groups: Token[][] = sentences.map(() => []);
  let at = 0;
  for (const token of tokens) {
    while (at < sentences.length && token.start >= sentences[at]!.end) at++;
    if (token.start >= (sentences[at]?.start ?? Number.POSITIVE_INFINITY)) groups[at]!.push(token);
  }
  return groups;
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.filter(({ span, isStop }) => span === 1 && !isStop).length;
}
