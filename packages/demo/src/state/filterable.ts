import type { ColumnDescription, Paper } from 'paper-atlas';
import { isBookkeeping } from './bookkeeping.ts';
import { OWN } from './filters.ts';
import { keepForPapers } from './keep-for-papers.ts';
import { type NumberScale, scaleNumbers } from './number-scale.ts';

/** A column that one can filter by. */
export type FilterableColumn = {
  /** Of a `ColumnFilter`. */
  readonly key: string;
  /** Papers without a value: in no range, and among no values. */
  readonly without: number;
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

/** More columns than these would be a form, and no help. */
const MAX_COLUMNS = 12;

/** Columns whose values tell papers apart and are shared by some: neither what all have nor what each has alone. */
export const filterableOf = keepForPapers((papers, columns: readonly ColumnDescription[]): Filterable => {
  const withAbstract = papers.reduce((sum, { abstract }) => sum + (abstract === '' ? 0 : 1), 0);
  return {
    columns: columns
      .filter(({ name, isExtra }) => !isExtra || !isBookkeeping(name))
      .flatMap((column) => readColumn(papers, column))
      .slice(0, MAX_COLUMNS),
    withAbstract: withAbstract > 0 && withAbstract < papers.length ? withAbstract : null,
  };
});

export function isFilterable({ columns, withAbstract }: Filterable): boolean {
  return columns.length > 0 || withAbstract !== null;
}

function readColumn(papers: readonly Paper[], description: ColumnDescription): FilterableColumn[] {
  const { name, isExtra, kind, distinct, values } = description;
  const key = isExtra ? OWN + name : name;
  const without = papers.length - description.papers;
  if (kind === 'number') {
    const scale = scaleNumbers(papers.flatMap((paper) => numberIn(paper, key) ?? []));
    return scale === null ? [] : [{ key, without, kind: 'range', scale }];
  }
  const [most] = values;
  const isShared = most !== undefined && most.papers > 1;
  const isTelling = distinct > 1 || (most !== undefined && most.papers < papers.length);
  return isShared && isTelling ? [{ key, without, kind: 'values', description }] : [];
}

/** What a paper has in a column of numbers; null where it has none. */
export function numberIn({ year, extra }: Paper, key: string): number | null {
  const value = key.startsWith(OWN) ? extra[key.slice(OWN.length)] : year;
  if (value === null || value === undefined || value === '' || typeof value === 'object') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
