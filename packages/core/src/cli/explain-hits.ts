import {
  type Atlas,
  type EarningSentence,
  type PaperComparison,
  paperName,
  type QueryExplanation,
  type Ranking,
} from '../node.ts';
import type { Explained } from './hit-list.ts';

/** Why each hit of a query is there: the words that it has, the sentence that earned it, both parts of its score. */
export async function explainHits(
  atlas: Atlas,
  query: string,
  ranking: Ranking,
  options: { readonly isPlain: boolean; readonly signal: AbortSignal },
): Promise<Explained[]> {
  const { semanticParts, keywordParts, similarities } = ranking;
  const ids = idsOf(atlas, ranking);
  const parts = ids.map((_, at) => ({
    semantic: semanticParts?.[at] ?? null,
    keyword: keywordParts?.[at] ?? null,
  }));
  const byMeaning = similarities !== null;
  const explained = await atlas.explain(query, ids, { ...options, parts, byMeaning });
  return explained.map((data) => ({ data, lines: describeQueryHit(data) }));
}

/** Of hits for papers, each with the nearest of them: the sentences that say the same, the words that both have. */
export async function explainPairs(
  atlas: Atlas,
  ids: readonly string[],
  ranking: Ranking,
  signal: AbortSignal,
): Promise<Explained[]> {
  const explained: Explained[] = [];
  for (const other of idsOf(atlas, ranking)) {
    const data = await atlas.explainPair(ids, other, { signal });
    const nearest = ids.length > 1 ? [`nearest to: ${paperName(atlas.findPaper(data.a))}`] : [];
    explained.push({ data, lines: [...nearest, ...describePair(data)] });
  }
  return explained;
}

function idsOf({ papers }: Atlas, { rows }: Ranking): string[] {
  return Array.from(rows, (row) => papers[row]!.id);
}

function describeQueryHit({ words, meaning, parts }: QueryExplanation): string[] {
  const found = words.words.map(({ word }) => word).join(', ');
  const missing = words.missing.length === 0 ? '' : `; not ${words.missing.join(', ')}`;
  const sides = Object.entries({ meaning: parts?.semantic ?? null, words: parts?.keyword ?? null })
    .filter(([, value]) => value !== null)
    .map(([side, value]) => `${side} ${value!.toFixed(2)}`);
  const sentence: EarningSentence | null = words.sentence;
  return [
    ...(sides.length === 0 ? [] : [`score: ${sides.join(' + ')}`]),
    ...(found === '' ? [] : [`words: ${found}${missing}`]),
    ...(sentence === null ? [] : [`by words: ${sentence.text}`]),
    ...(meaning === null || meaning.text === sentence?.text ? [] : [`by meaning: ${meaning.text}`]),
  ];
}

function describePair({ sentences, shared }: PaperComparison): string[] {
  const [best] = sentences ?? [];
  return [
    ...(shared.length === 0 ? [] : [`both: ${shared.map(({ word }) => word).join(', ')}`]),
    ...(best === undefined ? [] : [`asked: ${best.a.text}`, `here: ${best.b.text}`]),
  ];
}
