import { ExplorerError, type PaperFilter, parseQuery, type SearchMode } from '../node.ts';

/** What `search` and `similar` take alike, as commander gives it. */
export interface RankFlags {
  readonly limit: number;
  readonly mode: SearchMode;
  readonly weight?: number;
  readonly diverse?: boolean;
  readonly diversity?: number;
  readonly year?: readonly string[];
  readonly venue?: readonly string[];
  readonly author?: readonly string[];
  readonly category?: readonly string[];
  readonly withAbstract?: boolean;
  readonly where?: readonly string[];
  readonly explain?: boolean;
  readonly json?: boolean;
}

/** The options of a ranking; a year or a column is written as in the query language. */
export function toRankOptions(flags: RankFlags, columns: readonly string[]) {
  const { limit, mode, weight, diverse, diversity, year, venue, author, category, withAbstract, where } =
    flags;
  const filter: PaperFilter = {
    ...(venue && { venues: venue }),
    ...(author && { authors: author }),
    ...(category && { categories: category }),
    ...(withAbstract === true && { hasAbstract: true }),
    ...(year && { years: year.flatMap(parseYears) }),
    ...(where && { columns: parseColumns(where, columns) }),
  };
  return { limit, mode, weight, diverse: diversity ?? diverse, filter };
}

function parseYears(text: string): NonNullable<PaperFilter['years']>[number][] {
  const { filter, notes, words } = parseQuery(`year:${text.trim()}`);
  if (filter.years !== undefined && notes.length === 0 && words === '') return [...filter.years];
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `--year is "${text}"; expected a year or a range, as 2020, 2020..2023, ">2019" or ..2019`,
    { details: { year: text } },
  );
}

function parseColumns(conditions: readonly string[], columns: readonly string[]): PaperFilter['columns'] {
  const wanted: Record<string, NonNullable<PaperFilter['columns']>[string][number][]> = {};
  for (const text of conditions) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(0, at)).trim();
    const value = text.slice(at + 1).trim();
    const written = /\s/.test(value) ? `"${value.replaceAll('"', ' ')}"` : value;
    const asked = parseQuery(`${name.replace(/\s+/g, '-')}:${written}`, columns).filter.columns;
    if (at < 1 || value === '' || asked === undefined) {
      const known = columns.length === 0 ? 'these papers have none' : columns.join(', ');
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `--where is "${text}"; expected COLUMN=VALUE with a column of the papers (${known})`,
        { details: { where: text, columns } },
      );
    }
    for (const [column, values] of Object.entries(asked))
      wanted[column] = [...(wanted[column] ?? []), ...values];
  }
  return wanted;
}
