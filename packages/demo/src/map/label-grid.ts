import { areApart, type Label, type ScaleRange } from './label-box.ts';

/** Labels that keep apart at every scale of a range; of many, only those near a new one are looked at. */
export interface LabelGrid {
  isFree(label: Label): boolean;
  add(label: Label): void;
}

/** CSS pixels at the least scale. */
const CELL = 96;
/** Cells from one line to the next: more than any map is wide. */
const LINE = 2 ** 16;

/**
 * Where the scale is least, places stand nearest together: labels whose places are farther apart there than both reach do not
 * meet at any scale of the range.
 */
export function createLabelGrid(
  scales: ScaleRange,
  gap: { readonly x: number; readonly y: number },
): LabelGrid {
  const cells = new Map<number, Label[]>();
  /** The farthest that a label of the grid reaches from its place. */
  const most = { x: 0, y: 0 };
  const cellOf = (place: number): number => Math.floor((place * scales.from) / CELL);
  const reachOf = ({ offset }: Label): { readonly x: number; readonly y: number } => ({
    x: Math.max(-offset.left, offset.right),
    y: Math.max(-offset.top, offset.bottom),
  });

  return {
    isFree(label) {
      const reach = reachOf(label);
      const [x, y] = [cellOf(label.x), cellOf(label.y)];
      const columns = Math.ceil((reach.x + most.x + gap.x) / CELL);
      const lines = Math.ceil((reach.y + most.y + gap.y) / CELL);
      for (let line = y - lines; line <= y + lines; line++)
        for (let column = x - columns; column <= x + columns; column++)
          for (const other of cells.get(line * LINE + column) ?? [])
            if (!areApart(other, label, scales, gap)) return false;
      return true;
    },
    add(label) {
      const reach = reachOf(label);
      most.x = Math.max(most.x, reach.x);
      most.y = Math.max(most.y, reach.y);
      const key = cellOf(label.y) * LINE + cellOf(label.x);
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [label]);
      else cell.push(label);
    },
  };
}
