import type { RowSet } from '../vector-index/vector-index.ts';
import type { PaperTable } from './paper-table.ts';

/** A closed range of numbers; null leaves an end open: `[2019, null]` is 2019 and later. */
export type NumberRange = readonly [from: number | null, to: number | null];

/**
 * What can be asked of a paper's fields. Different fields must all be met; of several values of one field one is enough,
 * but for `titles`, which must all be met. An empty list asks nothing.
 */
export interface FieldConditions {
  /** A paper without a year is in no range. */
  readonly years?: readonly NumberRange[] | undefined;
  /** Whole words in a row anywhere in the venue: `NeurIPS` is met by `NeurIPS 2020 Workshop`. */
  readonly venues?: readonly string[] | undefined;
  /** A whole category: `cs.CL`; or the part before its dot: `cs`. */
  readonly categories?: readonly string[] | undefined;
  /** A family name, a whole name in either order, or initials for given names: `Hinton`, `G. Hinton`, `Hinton, Geoffrey`. */
  readonly authors?: readonly string[] | undefined;
  /** Whole words in a row in the title. */
  readonly titles?: readonly string[] | undefined;
  /** The paper's id, or `doi:…` or `arxiv:…`. */
  readonly ids?: readonly string[] | undefined;
  /** Columns of `extra` by their exact name: text is met by whole words in a row, a number by its value or a range, a list by one of its elements. */
  readonly columns?: Readonly<Record<string, readonly (string | number | NumberRange)[]>> | undefined;
}

/** Which papers may be in a list, as plain data. Case, accents and signs between words do not count in any text. */
export interface PaperFilter extends FieldConditions {
  readonly hasAbstract?: boolean | undefined;
  /** Each must stand in title or abstract: whole words in a row. */
  readonly phrases?: readonly string[] | undefined;
  /** Words none of which stands in title or abstract in any of its forms: `network` also leaves out `networks`. */
  readonly without?: readonly string[] | undefined;
  /** A paper that meets one value of one field here is left out. */
  readonly not?: (FieldConditions & { readonly phrases?: readonly string[] | undefined }) | undefined;
}

/**
 * The rows that a filter accepts; null for all, when it asks nothing.
 *
 * @throws ExplorerError INVALID_ARGUMENT that names the field
 */
export function acceptRows(table: PaperTable, filter: PaperFilter): RowSet | null {
  void table;
  void filter;
  return null;
}
