/**
 * Up to here the exact kNN graph is made sooner than the HNSW index gives one of recall@10 ≥ .99. Measured at 384 values on
 * two cores: the exact graph takes 8.4 ns a pair (87,248 rows in 64 s, `npm run bench -- large`), the index, asked in its
 * one thread at ef 256, 1.6 ms a row (632 a second at 87,248, `npm run bench -- hnsw`). n² × 8.4 ns and n × 1.6 ms are even
 * at 190,000 rows; a little beyond, exactness is worth the rest.
 */
export const MOST_EXACT_ROWS = 200_000;

/** What the index is asked with beyond {@link MOST_EXACT_ROWS}: the least of 16, 32, 64… that finds .99 at 87,248 rows. */
const GRAPH_EF = 256;

/** The `ef` with which an index of so many rows is asked for the kNN graph; null where it is made by exact search. */
export function graphEf(count: number, mostExactRows = MOST_EXACT_ROWS): number | null {
  return count <= mostExactRows ? null : GRAPH_EF;
}
