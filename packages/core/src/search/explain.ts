import type { BM25Parameters, QueryTerm } from '../keyword-index/keyword-index.ts';
import type { Paper } from '../papers/paper.ts';
import { type EarningSentence, explainWords, type WordsExplanation } from './explain-words.ts';
import type { ScoreParts } from './hit.ts';
import { findNearestSentence, type SentenceVectors } from './sentence-vectors.ts';

/** Why a paper is where it is in a list. Plain data. */
export interface QueryExplanation {
  /** The paper's id. */
  readonly id: string;
  /** By words: the sentence that holds most of them, and what to mark. */
  readonly words: WordsExplanation;
  /** By meaning: the sentence nearest to the query; null where it was not asked for or there is no sentence. */
  readonly meaning: EarningSentence | null;
  /** What each side added to the score, as the ranking gave it; null where the caller had none. */
  readonly parts: ScoreParts | null;
}

/** A query as it was ranked. */
export interface ExplainedQuery {
  /** Its words as the keyword index understood them; empty without words. */
  readonly terms: readonly QueryTerm[];
  /** The keyword index's own. */
  readonly parameters: BM25Parameters;
  /** Its vector, of unit length; null leaves meaning out. */
  readonly vector: Float32Array | null;
}

export interface ExplainOptions {
  /** Null leaves meaning out: then the answer is there at once and no model is asked. */
  readonly sentences: SentenceVectors | null;
  /** The parts of the papers' scores, by position; from the hits. */
  readonly parts?: readonly (ScoreParts | null)[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Explains papers' places in the list of a query: one answer a paper, in order. Words take well under a millisecond a
 * paper; meaning embeds the sentences of all papers in one call, so ask for the papers in view only, behind the query.
 *
 * @throws ExplorerError ABORTED and whatever the embedder throws
 */
export async function explainQuery(
  query: ExplainedQuery,
  papers: readonly Paper[],
  { sentences, parts, signal }: ExplainOptions,
): Promise<QueryExplanation[]> {
  const { terms, parameters, vector } = query;
  const embedded = sentences === null || vector === null ? null : await sentences.get(papers, signal);
  return papers.map((paper, at) => ({
    id: paper.id,
    words: explainWords(terms, paper, parameters),
    meaning: embedded === null ? null : findNearestSentence(vector!, embedded[at]!),
    parts: parts?.[at] ?? null,
  }));
}
