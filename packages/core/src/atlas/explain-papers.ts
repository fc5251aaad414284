import type { Embedder } from '../embedding/embedder.ts';
import { rowOf } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { measureCloseness } from '../search/closeness.ts';
import { explainQuery, type QueryExplanation } from '../search/explain.ts';
import type { ExplainPairOptions, PairExplanation } from '../search/explain-pair.ts';
import type { ScoreParts } from '../search/hit.ts';
import type { ParsedQuery } from '../search/query-language.ts';
import { compareRows } from '../search/semantic.ts';
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

/** How much of two papers is compared: sentence pairs and words a list at most, see {@link ExplainPairOptions}. */
export interface ComparePapersOptions
  extends ExplainAtlasOptions,
    Pick<ExplainPairOptions, 'limit' | 'words'> {}

/** What two papers of an atlas have in common, and how close they are. Plain data. */
export interface PaperComparison extends PairExplanation {
  /** Cosine similarity of the two papers, in [-1, 1]. */
  readonly similarity: number;
  /** How many of 100 random pairs of papers of this atlas are less similar, in [0, 100); null for a single paper. */
  readonly percentile: number | null;
}

export interface Explainer {
  explain(
    query: ParsedQuery,
    papers: readonly Paper[],
    options: ExplainQueryOptions,
  ): Promise<QueryExplanation[]>;
  /** @param a rows, at least one; of several the nearest to b is compared */
  explainPair(a: readonly number[], b: number, options: ComparePapersOptions): Promise<PaperComparison>;
}

/** What holds papers of any field together says nothing of one; what only says something in a pair says half. */
const WEIGHTS = { stop: 0, weak: 0.5, strong: 1 } as const;

/** Explains with an atlas's own words and model; sentences that were embedded are kept for the next question. */
export function createExplainer(
  { readPapers, embeddings, keywords, calibration, embedQuery }: RankingParts,
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
    async explainPair(rows, b, { byMeaning = true, ...options }) {
      // What is seldom asked for comes when it is: a page is open sooner.
      const [{ explainPair }, { strengthOf }] = await Promise.all([
        import('../search/explain-pair.ts'),
        import('../labels/stop-words.ts'),
      ]);
      const vectors = await embeddings();
      const products = compareRows(vectors, rowOf(vectors, b), rows);
      const nearest = products.indexOf(Math.max(...products));
      const [one, other] = await readPapers([rows[nearest]!, b], options.signal);
      const { similarities, percentiles } = measureCloseness(
        products.subarray(nearest, nearest + 1),
        (await calibration())?.papers ?? null,
      );
      const pairOptions = {
        ...options,
        ...{
          sentences: byMeaning ? sentences : null,
          keywords: await keywords(),
          weigh: (word: string) => WEIGHTS[strengthOf(word)],
        },
      };
      const { a: idOfOne, b: idOfOther, ...explanation } = await explainPair(one!, other!, pairOptions);
      return {
        a: idOfOne,
        b: idOfOther,
        similarity: similarities[0]!,
        percentile: percentiles?.[0] ?? null,
        ...explanation,
      };
    },
  };
}
