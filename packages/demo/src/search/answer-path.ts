import type { CardAtlas } from 'paper-atlas';
import type { FoundPath } from '../state/path-state.ts';
import type { PathQuestion } from './calls.ts';

/** A reading path as the page shows it: by rows. */
export async function answerPath(
  atlas: CardAtlas,
  ends: PathQuestion,
  signal: AbortSignal,
): Promise<FoundPath> {
  const { isWhole, steps, direct } = await atlas.path(ends.from, ends.to, { signal });
  const rows = atlas.table.rowsById();
  return {
    ends,
    isWhole,
    steps: steps.map(({ paper, closeness }) => ({ row: rows.get(paper.id)![0]!, closeness })),
    direct,
  };
}
