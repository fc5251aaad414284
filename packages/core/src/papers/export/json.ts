import type { Paper } from '../paper.ts';

/** Papers as one JSON array, a paper a line: the {@link Paper} itself. Read back it is the same paper, `extra` included. */
export function* encodePapersAsJson(papers: Iterable<Paper>): Generator<string> {
  let isFirst = true;
  yield '[';
  for (const paper of papers) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(paper)}`;
    isFirst = false;
  }
  yield '\n]\n';
}
