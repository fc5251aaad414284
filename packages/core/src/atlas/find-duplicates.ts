import { type DuplicateGroup, groupDuplicates } from '../search/duplicate-groups.ts';
import type { LongTask } from '../task.ts';
import type { Atlas } from './atlas.ts';

/**
 * Groups of papers of an atlas that are one work, copies or versions, with the evidence for each pair and one merged
 * record a group. Nothing is changed.
 *
 * @throws ExplorerError ATLAS_DAMAGED, ABORTED
 */
export async function findDuplicateGroups(
  atlas: Pick<Atlas, 'papers' | 'embeddings' | 'neighbors'>,
  task: LongTask = {},
): Promise<DuplicateGroup[]> {
  const [embeddings, neighbors] = [await atlas.embeddings(), await atlas.neighbors()];
  return groupDuplicates(atlas.papers, { embeddings, neighbors }, task);
}
