/** Grades of one query's judged papers by id: above 0 relevant, the more the better; else judged not to be. */
export type Grades = ReadonlyMap<string, number>;

/** What a ranked list is worth to one query, each in [0, 1]. */
export type MetricName = 'ndcg@10' | 'recall@100' | 'mrr@10';

/** In the order in which they are shown. */
export const METRIC_NAMES: readonly MetricName[] = ['ndcg@10', 'recall@100', 'mrr@10'];

/** Papers of a list that any of the metrics looks at. */
export const METRIC_DEPTH = 100;

/**
 * All metrics of one ranked list of ids, best first. As trec_eval defines them (there `ndcg_cut_10`, `recall_100` and,
 * cut at 10, `recip_rank`), with one difference: trec_eval orders papers of equal score by their ids, here the list is
 * taken as it stands, since it is what people see. An id that comes twice counts where it comes first.
 * A query of which nothing is relevant gets 0, and counts, as there.
 */
export function measureRanking(ranked: readonly string[], grades: Grades): Record<MetricName, number> {
  const once = [...new Set(ranked)];
  return {
    'ndcg@10': measureNdcg(once, grades, 10),
    'recall@100': measureRecall(once, grades, 100),
    'mrr@10': measureReciprocalRank(once, grades, 10),
  };
}

/**
 * Normalised discounted cumulative gain of the first `k`: the sum of grade / log2(rank + 1), over the same sum of the
 * best order of all judged papers. Grades below 0 gain nothing.
 *
 * Source: K. Järvelin, J. Kekäläinen, TOIS 20(4), 2002, doi:10.1145/582415.582418; gain and discount as in trec_eval.
 */
export function measureNdcg(ranked: readonly string[], grades: Grades, k: number): number {
  const ideal = discountedGain(
    [...grades.values()].sort((a, b) => b - a),
    k,
  );
  if (ideal === 0) return 0;
  const gains = ranked.slice(0, k).map((id) => grades.get(id) ?? 0);
  return discountedGain(gains, k) / ideal;
}

/** Share of the relevant papers that are among the first `k`; 0 when none is relevant. */
export function measureRecall(ranked: readonly string[], grades: Grades, k: number): number {
  let relevant = 0;
  for (const grade of grades.values()) if (grade > 0) relevant++;
  if (relevant === 0) return 0;
  return ranked.slice(0, k).filter((id) => (grades.get(id) ?? 0) > 0).length / relevant;
}

/** 1 / rank of the first relevant paper among the first `k`; 0 when there is none. */
export function measureReciprocalRank(ranked: readonly string[], grades: Grades, k: number): number {
  const at = ranked.slice(0, k).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

function discountedGain(gains: readonly number[], k: number): number {
  let sum = 0;
  for (const [at, gain] of gains.slice(0, k).entries()) sum += Math.max(0, gain) / Math.log2(at + 2);
  return sum;
}
