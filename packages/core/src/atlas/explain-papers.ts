import type { Embedder } from '../embedding/embedder.ts';
import type { Paper } from '../papers/paper.ts';
import { explainQuery, type QueryExplanation } from '../search/explain.ts';
import { explainPair, type PairExplanation } from '../search/explain-pair.ts';
import type { ScoreParts } from '../search/hit.ts';
import type { ParsedQuery } from '../search/query-language.ts';
import { createSentenceVectors } from '../search/sentence-vectors.ts';
import type { RankingParts } from './rank-papers.ts';

export interface ExplainAtlasOptions {
  /**
   * Also by meaning, which embeds every sentence of each paper (kept for the next time) and needs the model; default true.
   * By words alone the answer is there at once.
   */
  readonly byMeaning?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ExplainQueryOptions extends ExplainAtlasOptions {
  /** As the query was searched. */
  readonly isPrefix?: boolean | undefined;
  /** As the query was searched. */
  readonly isPlain?: boolean | undefined;
  /** The parts of each paper's score, from its hit; they come back in the explanation. */
  readonly parts?: readonly (ScoreParts | null)[] | undefined;
}

export interface Explainer {
  explain(
    query: ParsedQuery,
    papers: readonly Paper[],
    options: ExplainQueryOptions,
  ): Promise<QueryExplanation[]>;
  explainPair(a: Paper, b: Paper, options: ExplainAtlasOptions): Promise<PairExplanation>;
}

/** Explains with an atlas's own words and model; sentences that were embedded are kept for the next question. */
export function createExplainer(
  { keywords, embedQuery }: Pick<RankingParts, 'keywords' | 'embedQuery'>,
  embedder: () => Promise<Embedder>,
): Explainer {
  const sentences = createSentenceVectors(embedder);
  return {
    async explain({ words }, papers, { byMeaning = true, isPrefix = false, parts, signal }) {
      const index = await keywords();
      const { terms } = index.score({ text: words, isPrefix });
      const isByMeaning = byMeaning && words !== '';
      const vector = isByMeaning ? await embedQuery(words, { isNeeded: true, signal }) : null;
      const query = { terms, parameters: index.parameters, vector };
      return explainQuery(query, papers, { sentences: isByMeaning ? sentences : null, parts, signal });
    },
    async explainPair(a, b, { byMeaning = true, signal }) {
      return explainPair(a, b, {
        sentences: byMeaning ? sentences : null,
        keywords: await keywords(),
        signal,
      });
    },
  };
}
