import { analyze } from '../keyword-index/analyze.ts';
import type { BM25Parameters, QueryTerm, Token } from '../keyword-index/keyword-index.ts';
import type { Paper } from '../papers/paper.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { createTermMatcher, mergePlaces, type TextPlace } from './term-match.ts';

/** The sentence of a paper that says most of what was asked. */
export interface EarningSentence extends Sentence {
  /** The text in which `start` and `end` are places: the title only when the paper has no abstract. */
  readonly field: 'title' | 'abstract';
  /** Which sentence of that text, from 0. */
  readonly index: number;
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

/** The sentences in which a paper is explained: the abstract's; the title alone when there is no abstract. */
export function sentencesOf({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): {
  readonly field: EarningSentence['field'];
  readonly sentences: readonly Sentence[];
} {
  const sentences = splitSentences(abstract);
  if (sentences.length > 0) return { field: 'abstract', sentences };
  const end = title.trimEnd().length;
  const start = title.length - title.trimStart().length;
  return {
    field: 'title',
    sentences: start < end ? [{ text: title.slice(start, end), start, end }] : [],
  };
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
  const { field, sentences } = sentencesOf(paper);
  const bySentence = groupTokens(tokens[field], sentences);
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
    sentence: best < 0 ? null : { ...sentences[best]!, field, index: best, score: most },
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
    groups[at]?.push(token);
  }
  return groups;
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.filter(({ span, isStop }) => span === 1 && !isStop).length;
}
