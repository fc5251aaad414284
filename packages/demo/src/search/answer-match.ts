import { type CardAtlas, type EntryMatch, type LongTask, matchEntries, type PaperCard } from 'paper-atlas';
import type { MatchedFile } from '../state/stars-state.ts';

const STRONGEST_FIRST: readonly EntryMatch['evidence']['kind'][] = [
  'same-id',
  'same-title',
  'near-duplicate',
];

/** Which papers of a file an atlas has. Of several versions of one it is that of the same id, else the surest. */
export async function answerMatch(
  { cards, readPapers }: Pick<CardAtlas, 'cards' | 'readPapers'>,
  file: File,
  task: LongTask,
): Promise<MatchedFile> {
  // What reads files is fetched when someone brings one.
  const { readOwnFiles } = await import('../own/own-building.ts');
  const { papers: entries, report } = await readOwnFiles([file], task);
  const matches = await matchEntries({ cards, read: readPapers }, entries, task);
  const best = entries.map(({ id }, at) => bestOf(cards, id, matches[at]!));
  return {
    found: { count: entries.length, report },
    papers: await readPapers([...new Set(best.filter((row) => row !== null))], task.signal),
    missing: entries.filter((_, at) => best[at] === null),
  };
}

function bestOf(papers: readonly PaperCard[], id: string, matches: readonly EntryMatch[]): number | null {
  const rank = ({ row, evidence }: EntryMatch) =>
    papers[row]!.id === id ? -1 : STRONGEST_FIRST.indexOf(evidence.kind);
  const [best] = [...matches].sort((a, b) => rank(a) - rank(b));
  return best?.row ?? null;
}
