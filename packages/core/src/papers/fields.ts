import { ExplorerError } from '../errors.ts';
import { sha256HexOfText } from '../math/sha256.ts';
import { parseAuthors } from './authors.ts';
import { findArxivId, normalizeArxivId, normalizeDoi, normalizeId, normalizeUrl } from './identifiers.ts';
import { isObject } from './json-value.ts';
import type { ExtraValue, Paper } from './paper.ts';
import { cleanText } from './text.ts';
import { flattenExtra, parseCategories, parseYear, toText } from './values.ts';

/** The fields of a paper that a column can fill. */
export type PaperField = Exclude<keyof Paper, 'extra'>;

/** Which columns fill a field, first wins: `{ abstract: ['body'] }` is `--map abstract=body`. They come before the usual names. */
export type FieldMapping = Readonly<Partial<Record<PaperField, readonly string[]>>>;

/** Names as people have them, best first; compared without case, spaces, `_` and `-`. */
const USUAL_NAMES: Readonly<Record<PaperField, readonly string[]>> = {
  id: ['id', 'paperid', 'uid'],
  title: ['title', 'papertitle', 'articletitle', 'documenttitle'],
  abstract: ['abstract', 'paperabstract', 'abstracttext', 'abstractnote', 'text', 'summary'],
  authors: ['authors', 'author', 'authornames', 'creators', 'creator'],
  year: [
    'year',
    'publicationyear',
    'pubyear',
    'date',
    'published',
    'publicationdate',
    'publisheddate',
    'publishedon',
    'issued',
  ],
  venue: [
    'venue',
    'journal',
    'journaltitle',
    'journalname',
    'booktitle',
    'conference',
    'containertitle',
    'publicationtitle',
    'sourcetitle',
  ],
  categories: [
    'categories',
    'category',
    'keywords',
    'keyword',
    'authorkeywords',
    'subjects',
    'fieldsofstudy',
    'tags',
  ],
  doi: ['doi', 'externalids.doi'],
  arxivId: ['arxivid', 'arxiv', 'externalids.arxiv'],
  url: ['url', 'link', 'uri', 'pdfurl'],
};

export const PAPER_FIELDS = Object.keys(USUAL_NAMES) as readonly PaperField[];

/** A longer title is a text in the wrong column. */
const MAX_TITLE_LENGTH = 2000;
const MAX_EXTRA_COLUMNS = 1000;
const MAX_COLUMN_NAME_LENGTH = 200;

const FIELD_OF_NAME = new Map<string, PaperField>(
  PAPER_FIELDS.flatMap((field) => USUAL_NAMES[field].map((name): [string, PaperField] => [name, field])),
);

function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s_\ufeff-]+/g, '');
}

/** The field that a column of this name fills, by the mapping or by usage; null when it goes to `extra`. */
export function nameField(column: string, mapping: FieldMapping): PaperField | null {
  const folded = foldName(column);
  for (const field of PAPER_FIELDS) {
    if (mapping[field]?.some((name) => foldName(name) === folded)) return field;
  }
  return FIELD_OF_NAME.get(folded) ?? null;
}

/**
 * Checks a mapping as a caller wrote it, `{ abstract: 'body' }` or `{ abstract: ['body', 'text'] }`.
 *
 * @throws ExplorerError INVALID_ARGUMENT for a field that papers do not have or a column name that is empty
 */
export function parseMapping(given: Readonly<Record<string, string | readonly string[]>> = {}): FieldMapping {
  if (typeof given !== 'object' || given === null)
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `the mapping is ${JSON.stringify(given)}; expected columns by field, such as { abstract: 'body' }`,
    );
  const mapping: Partial<Record<PaperField, readonly string[]>> = {};
  for (const [name, columns] of Object.entries(given)) {
    const field = PAPER_FIELDS.find((known) => foldName(known) === foldName(name));
    const list: readonly unknown[] = Array.isArray(columns) ? columns : [columns];
    if (field === undefined || list.length === 0 || !list.every(isColumnName)) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `the mapping ${name}=${list.join(',')} is not FIELD=COLUMN; fields are ${PAPER_FIELDS.join(', ')}`,
        { details: { field: name, columns: list } },
      );
    }
    mapping[field] = [...(mapping[field] ?? []), ...list];
  }
  return mapping;
}

function isColumnName(column: unknown): column is string {
  return typeof column === 'string' && foldName(column) !== '';
}

/** A paper read from a record, or why there is none. */
export type ParsedPaper =
  | {
      readonly paper: Paper /** False when the id was made from DOI, arXiv id or text. */;
      readonly hasGivenId: boolean;
    }
  | { readonly reason: string };

/** Understands one record. Columns that fill no field, or whose value the field cannot take, go to `extra` under their own names. */
export function parsePaper(fields: Readonly<Record<string, unknown>>, mapping: FieldMapping): ParsedPaper {
  const columns = new Columns(fields, mapping);
  const title = columns.take('title', (value) => toText(value) || null) ?? '';
  const abstract = columns.take('abstract', parseAbstract) ?? '';
  if (title === '' && abstract === '') return { reason: 'no title and no abstract' };
  if (title.length > MAX_TITLE_LENGTH)
    return { reason: `the title has ${title.length} characters, at most ${MAX_TITLE_LENGTH} are allowed` };

  const givenId = columns.take('id', normalizeId);
  const venue = columns.take('venue', (value) => toText(value) || null);
  const url = columns.take('url', (value) => normalizeUrl(toText(value)));
  const doi =
    columns.take('doi', (value) => normalizeDoi(toText(value))) ?? (url === null ? null : normalizeDoi(url));
  const arxivId =
    columns.take('arxivId', (value) => normalizeArxivId(toText(value))) ??
    (url === null ? null : normalizeArxivId(url)) ??
    (doi === null ? null : normalizeArxivId(doi)) ??
    (venue === null ? null : findArxivId(venue));
  const paper: Paper = {
    id: givenId ?? derivePaperId({ title, abstract, doi, arxivId }),
    title,
    abstract,
    authors: columns.take('authors', (value) => nonEmpty(parseAuthors(value))) ?? [],
    year: columns.take('year', parseYear),
    venue,
    categories: columns.take('categories', (value) => nonEmpty(parseCategories(value))) ?? [],
    doi,
    arxivId,
    url,
    extra: columns.takeRest(),
  };
  return { paper, hasGivenId: givenId !== null };
}

/** The id of a paper whose source gives none: `doi:…`, else `arxiv:…`, else `h-` and 16 hex digits of SHA-256 of title, LF, abstract. */
function derivePaperId(paper: Pick<Paper, 'title' | 'abstract' | 'doi' | 'arxivId'>): string {
  if (paper.doi !== null) return `doi:${paper.doi}`;
  if (paper.arxivId !== null) return `arxiv:${paper.arxivId}`;
  return `h-${sha256HexOfText(`${paper.title}\n${paper.abstract}`).slice(0, 16)}`;
}

/** Structured abstracts come as a list of paragraphs. */
function parseAbstract(value: unknown): string | null {
  const text = Array.isArray(value) ? cleanText(value.map(toText).join(' ')) : toText(value);
  return text === '' ? null : text;
}

function nonEmpty<T>(list: T[]): T[] | null {
  return list.length === 0 ? null : list;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The field that a column may fill, and before which others: the least rank first. */
interface ColumnPlace {
  readonly field: PaperField;
  readonly rank: number;
}

/** The places of the columns by each mapping: the records of a file name the same ones over and over. */
const placesOf = new WeakMap<FieldMapping, Map<string, ColumnPlace | null>>();
/** Remembered for one mapping: a file may give every record other columns. */
const MOST_PLACES = 1000;

function placeColumn(path: string, mapping: FieldMapping): ColumnPlace | null {
  const places = placesOf.get(mapping) ?? new Map<string, ColumnPlace | null>();
  placesOf.set(mapping, places);
  const known = places.get(path);
  if (known !== undefined) return known;
  const field = nameField(path, mapping);
  const folded = foldName(path);
  let place: ColumnPlace | null = null;
  if (field !== null) {
    const mapped = mapping[field]?.findIndex((column) => foldName(column) === folded) ?? -1;
    place = { field, rank: mapped >= 0 ? mapped - 1000 : USUAL_NAMES[field].indexOf(folded) };
  }
  if (places.size < MOST_PLACES) places.set(path, place);
  return place;
}

/** The columns of one record; each is taken once. */
class Columns {
  /** By field, in order of preference. */
  readonly #byField = new Map<PaperField, { name: string; value: unknown; rank: number }[]>();
  readonly #rest = new Map<string, unknown>();

  constructor(fields: Readonly<Record<string, unknown>>, mapping: FieldMapping) {
    for (const [name, value] of Object.entries(fields)) {
      if (name === '__proto__') continue;
      this.#rest.set(name, value);
      this.#offer(name, name, value, mapping);
      // Semantic Scholar keeps DOI and arXiv id one level down.
      if (isObject(value) && foldName(name) === 'externalids') {
        for (const [inner, held] of Object.entries(value))
          this.#offer(`${name}.${inner}`, name, held, mapping);
      }
    }
    for (const candidates of this.#byField.values()) candidates.sort((a, b) => a.rank - b.rank);
  }

  #offer(path: string, name: string, value: unknown, mapping: FieldMapping): void {
    const place = placeColumn(path, mapping);
    if (place === null) return;
    const { field, rank } = place;
    const candidates = this.#byField.get(field) ?? [];
    candidates.push({ name, value, rank });
    this.#byField.set(field, candidates);
  }

  /** The first column of the field whose value can be understood. */
  take<T>(field: PaperField, parse: (value: unknown) => T | null): T | null {
    for (const { name, value } of this.#byField.get(field) ?? []) {
      if (isEmpty(value)) {
        this.#rest.delete(name);
        continue;
      }
      const parsed = parse(value);
      if (parsed === null) continue;
      if (!isObject(value) || foldName(name) !== 'externalids') this.#rest.delete(name);
      return parsed;
    }
    return null;
  }

  takeRest(): Record<string, ExtraValue> {
    const extra = new Map<string, ExtraValue>();
    for (const [name, value] of this.#rest) {
      // Our own exports keep such columns under `extra` or `extra.name`: they come back as they were.
      const inner = name === 'extra' && isObject(value) ? Object.entries(value) : [[name, value] as const];
      for (const [path, held] of inner) {
        for (const [column, kept] of flattenExtra(path.replace(/^extra\./, ''), held)) {
          const clean = cleanText(column).slice(0, MAX_COLUMN_NAME_LENGTH);
          if (clean !== '' && clean !== '__proto__' && extra.size < MAX_EXTRA_COLUMNS) extra.set(clean, kept);
        }
      }
    }
    return Object.fromEntries(extra);
  }
}
