import type { ExtraValue, Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import type { Pace } from '../task.ts';
import { Gathered, ROWS_A_STEP } from './gathered.ts';
import { plainText } from './plain-text.ts';
import { holdTextRows, type TextRows } from './text-rows.ts';

/** What stands in one field of all papers: the different values, and for each row which of them it has. */
export interface CodedValues {
  readonly values: readonly (string | number | boolean)[];
  /** `count + 1` positions in `codes`: row r has the values `codes[offsets[r]]` to `codes[offsets[r + 1] - 1]`. */
  readonly offsets: Uint32Array;
  /** Positions in `values`. */
  readonly codes: Uint32Array;
}

/** What is gathered of all papers before a filter can compare it. */
export type TablePart =
  | 'titles'
  | 'texts'
  | { readonly field: 'year' | 'venue' | 'categories' | 'authors' }
  | { readonly column: string };

/** Papers prepared for filters: what a filter compares is gathered once, when it is first asked for, and kept. */
export interface PaperTable {
  readonly papers: readonly PaperCard[];
  /** 0 for a paper without a year, which no paper is from. */
  years(): Int16Array;
  coded(field: 'year' | 'venue' | 'categories' | 'authors'): CodedValues;
  /** Names of the columns of `extra`, in the order of their first row. */
  columnNames(): readonly string[];
  /** A column of `extra`; lists are taken apart, nulls have no value. */
  column(name: string): CodedValues;
  /** The title of each row without accents and markup; case and signs are as they were. */
  plainTitles(): readonly string[];
  /** What is asked of abstracts. */
  readonly texts: TextRows;
  /** Gathers a part in slices, so that it is there when it is asked for. Rejects with ABORTED. */
  gather(part: TablePart, pace: Pace): Promise<void>;
  /** Row of a paper by id, by `doi:…` and by `arxiv:…`. */
  rowsById(): ReadonlyMap<string, readonly number[]>;
}

/** Cheap: nothing is computed before a filter needs it. Keep it as long as the papers. */
export function createPaperTable(papers: readonly Paper[]): PaperTable {
  return createCardTable(papers, holdTextRows(papers));
}

/** The same of papers whose abstracts are elsewhere. */
export function createCardTable(papers: readonly PaperCard[], texts: TextRows): PaperTable {
  const titles = new Gathered(() => gatherTitles(papers));
  const fields = onceEach(
    (field: 'year' | 'venue' | 'categories' | 'authors') =>
      new Gathered(() => codeValues(papers, (paper) => paper[field])),
  );
  const columns = onceEach(
    (name: string) =>
      new Gathered(() =>
        codeValues(papers, ({ extra }) => (Object.hasOwn(extra, name) ? extra[name] : null)),
      ),
  );
  return {
    papers,
    texts,
    years: once(() => Int16Array.from(papers, ({ year }) => year ?? 0)),
    coded: (field) => fields(field).get(),
    columnNames: once(() => {
      const names = new Set<string>();
      for (const { extra } of papers) for (const name of Object.keys(extra)) names.add(name);
      return [...names];
    }),
    column: (name) => columns(name).get(),
    plainTitles: () => titles.get(),
    gather(part, pace) {
      if (part === 'titles') return titles.gather(pace);
      if (part === 'texts') return texts.gather(pace);
      return 'field' in part ? fields(part.field).gather(pace) : columns(part.column).gather(pace);
    },
    rowsById: once(() => {
      const rows = new Map<string, number[]>();
      papers.forEach(({ id, doi, arxivId }, row) => {
        const names = [id, doi === null ? id : `doi:${doi}`, arxivId === null ? id : `arxiv:${arxivId}`];
        for (const name of new Set(names)) rows.set(name, [...(rows.get(name) ?? []), row]);
      });
      return rows;
    }),
  };
}

function* gatherTitles(papers: readonly PaperCard[]): Generator<undefined, readonly string[]> {
  const titles: string[] = [];
  for (const { title } of papers) {
    titles.push(plainText(title));
    if (titles.length % ROWS_A_STEP === 0) yield;
  }
  return titles;
}

function* codeValues(
  papers: readonly PaperCard[],
  read: (paper: PaperCard) => ExtraValue | undefined,
): Generator<undefined, CodedValues> {
  const codeOf = new Map<string | number | boolean, number>();
  const offsets = new Uint32Array(papers.length + 1);
  const codes: number[] = [];
  const add = (value: ExtraValue | undefined): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object') {
      for (const element of value) add(element);
      return;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes.push(code);
  };
  for (const [row, paper] of papers.entries()) {
    add(read(paper));
    offsets[row + 1] = codes.length;
    if (row % ROWS_A_STEP === 0) yield;
  }
  return { values: [...codeOf.keys()], offsets, codes: Uint32Array.from(codes) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function onceEach<K extends string, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
