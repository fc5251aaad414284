import { type ColumnFilter, OWN } from '../state/filters.ts';
import { words } from '../words.ts';

/** The column's name as people read it. */
export function columnName(key: string): string {
  return key.startsWith(OWN)
    ? key.slice(OWN.length)
    : words.filters.columns[key as keyof typeof words.filters.columns];
}

/** A filter as it stands on a chip. */
export function filterText({ key, values, range }: ColumnFilter): string {
  if (key === 'has') return words.filters.hasAbstract;
  const what = range === null ? values.join(words.filters.or) : words.filters.range(range);
  return key === 'year' ? what : `${columnName(key)}: ${what}`;
}
