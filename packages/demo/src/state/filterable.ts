import type { ColumnDescription } from 'paper-atlas';
import type { NumberScale } from './number-scale.ts';

/** A column that one can filter by, and colour by. */
export type FilterableColumn = {
  /** Of a `ColumnFilter`. */
  readonly key: string;
  /** Papers without a value: in no range, and among no values. */
  readonly without: number;
  /** The colour of each paper, by row, as in `DotColours`: the step of its number, or the place of its value in the description. */
  readonly colours: Uint8Array;
} & (
  | { readonly kind: 'range'; readonly scale: NumberScale }
  | { readonly kind: 'values'; readonly description: ColumnDescription }
);

/** What these papers can be filtered by. */
export interface Filterable {
  readonly columns: readonly FilterableColumn[];
  /** Papers with an abstract, where some have one and some have none; else null. */
  readonly withAbstract: number | null;
}

export const NOTHING_FILTERABLE: Filterable = { columns: [], withAbstract: null };

export function isFilterable({ columns, withAbstract }: Filterable): boolean {
  return columns.length > 0 || withAbstract !== null;
}
