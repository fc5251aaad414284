import type { ColumnDescription, PaperCard } from 'paper-atlas';
import { isBookkeeping } from '../state/bookkeeping.ts';
import { coloursOfNumbers, coloursOfValues } from '../state/colour-index.ts';
import type { Filterable, FilterableColumn } from '../state/filterable.ts';
import { OWN } from '../state/filters.ts';
import { scaleNumbers } from '../state/number-scale.ts';

/** More columns than these would be a form, and no help. */
const MAX_COLUMNS = 12;

/** Columns whose values tell papers apart and are shared by some: neither what all have nor what each has alone. */
export function readFilterable(
  papers: readonly PaperCard[],
  columns: readonly ColumnDescription[],
  hasAbstract: (row: number) => boolean,
): Filterable {
  const withAbstract = papers.reduce((sum, _paper, row) => sum + (hasAbstract(row) ? 1 : 0), 0);
  return {
    columns: columns
      .filter(({ name, isExtra }) => !isExtra || !isBookkeeping(name))
      .flatMap((column) => readColumn(papers, column))
      .slice(0, MAX_COLUMNS),
    withAbstract: withAbstract > 0 && withAbstract < papers.length ? withAbstract : null,
  };
}

function readColumn(papers: readonly PaperCard[], description: ColumnDescription): FilterableColumn[] {
  const { name, isExtra, kind, distinct, values } = description;
  const key = isExtra ? OWN + name : name;
  const without = papers.length - description.papers;
  if (kind === 'number') {
    const numbers = papers.map((paper) => numberIn(paper, key));
    const scale = scaleNumbers(numbers.flatMap((number) => number ?? []));
    if (scale === null) return [];
    const colours = coloursOfNumbers(scale, (row) => numbers[row]!, papers.length);
    return [{ key, without, kind: 'range', scale, colours }];
  }
  const [most] = values;
  const isShared = most !== undefined && most.papers > 1;
  const isTelling = distinct > 1 || (most !== undefined && most.papers < papers.length);
  if (!isShared || !isTelling) return [];
  const colours = coloursOfValues(description, (row) => valuesIn(papers[row]!, key), papers.length);
  return [{ key, without, kind: 'values', description, colours }];
}

/** What a paper has in a column of numbers; null where it has none. */
function numberIn({ year, extra }: PaperCard, key: string): number | null {
  const value = key.startsWith(OWN) ? extra[key.slice(OWN.length)] : year;
  if (value === null || value === undefined || value === '' || typeof value === 'object') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function valuesIn(paper: PaperCard, key: string): readonly string[] {
  if (key === 'venue') return paper.venue === null ? [] : [paper.venue];
  if (key === 'category') return paper.categories;
  if (key === 'author') return paper.authors;
  return [paper.extra[key.slice(OWN.length)] ?? []]
    .flat(8)
    .filter((value) => value !== null && value !== '')
    .map(String);
}
