import type { Paper } from '../paper.ts';

/** Papers as JSON Lines, a line each: the {@link Paper} itself. Read back it is the same paper, `extra` included. */
export function* encodePapersAsJsonl(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) yield `${JSON.stringify(paper)}\n`;
}
