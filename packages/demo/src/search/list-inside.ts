import type { Paper, Ranking } from 'paper-atlas';

/** The list of filters alone: newest first, papers without a year at the end, then by row; no paper is closer than another. */
export function listInside(papers: readonly Paper[], outside: Uint8Array | null): Ranking {
  const yearOf = (row: number) => papers[row]!.year ?? Number.NEGATIVE_INFINITY;
  const inside = Array.from(papers.keys()).filter((row) => outside?.[row] !== 1);
  const rows = Int32Array.from(
    inside.sort((a, b) => (yearOf(a) === yearOf(b) ? a - b : yearOf(b) - yearOf(a))),
  );
  return {
    rows,
    scores: new Float64Array(rows.length),
    semanticParts: null,
    keywordParts: null,
    similarities: null,
    percentiles: null,
    isWeak: new Uint8Array(rows.length),
    weakFrom: null,
    total: rows.length,
    terms: [],
    notes: [],
  };
}
