import { styleText } from 'node:util';
import type { Hit, SearchMode } from '../node.ts';

export interface HitList {
  /** The query, or the id of the paper that was asked with. */
  readonly query: string;
  readonly mode: SearchMode;
  readonly tookMs: number;
  /** Papers that were ranked. */
  readonly total: number;
  readonly hits: readonly Hit[];
}

/** Prints hits for a person, or as the documented JSON: `{ query, mode, tookMs, total, hits: [{ rank, id, title, score, similarity }] }`. */
export function printHits(list: HitList, asJson: boolean | undefined): void {
  if (asJson === true) {
    const hits = list.hits.map(({ rank, paper, score, similarity }) => ({
      rank,
      id: paper.id,
      title: paper.title,
      score,
      similarity,
    }));
    console.log(JSON.stringify({ ...list, tookMs: Math.round(list.tookMs * 10) / 10, hits }, null, 2));
    return;
  }
  const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);
  const dim = (text: string) => (process.stdout.isTTY ? styleText('dim', text) : text);
  const width = String(list.hits.length).length;
  for (const { rank, paper, similarity } of list.hits) {
    const about = [paper.authors[0], paper.year, paper.venue].filter(
      (part) => part !== undefined && part !== null,
    );
    console.log(`${String(rank).padStart(width)}  ${similarity.toFixed(3)}  ${bold(paper.title)}`);
    console.log(dim(`${' '.repeat(width)}         ${[...about, paper.id].join(' · ')}`));
  }
  console.error(`${list.hits.length} of ${list.total} papers, ${Math.round(list.tookMs)} ms`);
}
