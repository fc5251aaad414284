import type { CardAtlas } from 'paper-atlas';
import type { PaperRecord } from '../state/paper-record.ts';
import { toPlainError } from './plain-error.ts';

/** Whole papers by row; of those whose file is missing or altered, why they cannot be read: the others can. */
export async function readRecords(
  { readPapers }: Pick<CardAtlas, 'readPapers'>,
  rows: readonly number[],
): Promise<ReadonlyMap<number, PaperRecord>> {
  const readOne = async (row: number): Promise<PaperRecord> => {
    try {
      const [paper] = await readPapers([row]);
      return { paper: paper! };
    } catch (error) {
      return { error: toPlainError(error) };
    }
  };
  return new Map(await Promise.all(rows.map(async (row) => [row, await readOne(row)] as const)));
}
