/** A closed range of whole years; null leaves an end open: `[2019, null]` is 2019 and later. */
export type YearRange = readonly [from: number | null, to: number | null];

/** A range of numbers; an end that is not given is open. */
export interface NumberRange {
  /** Greater than. */
  readonly above?: number | undefined;
  /** At least. */
  readonly from?: number | undefined;
  /** At most. */
  readonly to?: number | undefined;
  /** Less than. */
  readonly below?: number | undefined;
}

/** Text that is looked for in a field; `{ is }` asks for the whole field instead of words in it. */
export type TextValue = string | { readonly is: string };

/** What can be asked of a column: words in its text, its whole text, a number, a range of numbers. */
export type ColumnValue = TextValue | number | NumberRange;

/**
 * What can be asked of a paper's fields. Different fields must all be met; of several values of one field one is enough,
 * but for `titles`, which must all be met. An empty list asks nothing, but for `ids`: a paper is in no empty set. Case, accents and the signs between words do not
 * count in any text.
 */
export interface FieldConditions {
  /** A paper without a year is in no range. */
  readonly years?: readonly YearRange[] | undefined;
  /** Whole words in a row anywhere in the venue: `NeurIPS` is met by `NeurIPS 2020 Workshop`. */
  readonly venues?: readonly TextValue[] | undefined;
  /** Whole words in a row in one category: `cs` is met by `cs.CL`, `graph` by `graph neural networks`. */
  readonly categories?: readonly TextValue[] | undefined;
  /** A family name, a whole name in either order, or initials for given names: `Hinton`, `G. Hinton`, `Hinton, Geoffrey`. */
  readonly authors?: readonly TextValue[] | undefined;
  /** Words in a row in the title, in any of their forms: `graph network` is met by `Graph Networks`. */
  readonly titles?: readonly TextValue[] | undefined;
  /** The paper's id, or `doi:…` or `arxiv:…`. */
  readonly ids?: readonly string[] | undefined;
  /** Columns of `extra` by their exact name. Words are whole and in a row; a list meets what one of its elements meets; text that is a number meets numbers. */
  readonly columns?: Readonly<Record<string, readonly ColumnValue[]>> | undefined;
}

/** Which papers may be in a list, as plain data. */
export interface PaperFilter extends FieldConditions {
  readonly hasAbstract?: boolean | undefined;
  /** Each must stand in title or abstract: whole words in a row, as they are. */
  readonly phrases?: readonly string[] | undefined;
  /** Words none of which stands in title or abstract in any of its forms: `network` also leaves out `networks`. */
  readonly without?: readonly string[] | undefined;
  /** A paper that meets one value of one field here is left out. */
  readonly not?: (FieldConditions & { readonly phrases?: readonly string[] | undefined }) | undefined;
}
