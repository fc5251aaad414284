import type { CardAtlas, Paper } from 'paper-atlas';
import type { CoverAnswer } from '../state/cover-state.ts';
import type { CoverQuestion } from './calls.ts';

/** What an atlas has of a bibliography, as the page shows it: by rows. */
export async function answerCover(
  atlas: CardAtlas,
  { bibliography: { papers }, map }: CoverQuestion,
  signal: AbortSignal,
): Promise<CoverAnswer> {
  const { found, missing, regions } = await atlas.cover(papers, { map: map ?? undefined, signal });
  const ids = atlas.table.rowsById();
  const rowOf = ({ id }: Paper): number => ids.get(id)![0]!;
  const rows = [...new Set(found.flatMap((entry) => entry.papers.map(rowOf)))].sort((a, b) => a - b);
  const outside = new Uint8Array(atlas.cards.length).fill(1);
  for (const row of rows) outside[row] = 0;
  return {
    found: found.length,
    entries: papers.length,
    rows,
    outside,
    missing,
    regions: regions.map(({ found: count, next }) => ({
      found: count,
      next: next && {
        row: rowOf(next.paper),
        nearest: rowOf(next.nearest),
        similarity: next.similarity,
        percentile: next.percentile,
      },
    })),
  };
}
