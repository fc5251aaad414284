import type { Paper } from 'paper-atlas';

/** How the papers of a file differ from those of an atlas that is kept under the same name. A paper is the same when its id is. */
export interface PaperDifference {
  /** Papers that the atlas does not have. */
  readonly added: number;
  /** Whose title or abstract is another one. */
  readonly edited: number;
  /** That the file does not have. */
  readonly removed: number;
  /** All others. */
  readonly same: number;
}

export function differenceOf(before: readonly Paper[], now: readonly Paper[]): PaperDifference {
  const byId = new Map(before.map((paper) => [paper.id, paper]));
  let added = 0;
  let same = 0;
  for (const { id, title, abstract } of now) {
    const was = byId.get(id);
    if (was === undefined) added++;
    else if (was.title === title && was.abstract === abstract) same++;
  }
  const edited = now.length - added - same;
  return { added, edited, same, removed: before.length - edited - same };
}

/** Whether the file is the atlas gone on with, and not other papers that happen to have its name. */
export function isNextOf({ added, edited, removed, same }: PaperDifference): boolean {
  return same + edited >= Math.max(added, removed);
}

export function isSame({ added, edited, removed }: PaperDifference): boolean {
  return added + edited + removed === 0;
}
