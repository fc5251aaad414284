import { nameField } from '../fields.ts';
import { type Line, readLines, tooLongReason } from '../lines.ts';
import { cleanText } from '../text.ts';
import { parseDelimited, plainCell } from './delimited.ts';
import {
  MAX_RECORD_LENGTH,
  type PaperFormat,
  type ReadContext,
  type ReadItem,
  record,
  rejected,
} from './format.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
/** How much is gathered before rows are split, in UTF-16 units. */
const BLOCK_LENGTH = 64 * 1024;
const MAX_WINDOW = 2048;

/**
 * CSV with `,` `;` `|` or tab, told from the header row; quoting of RFC 4180; a first line `sep=;` is obeyed. The header
 * must name a title column. A row whose quote is not closed within 1 MiB, or is closed in mid-field, is rejected and
 * reading goes on with the line below, so that one quote cannot swallow a file. With tabs such a line is read as it
 * stands, since most tab-separated files know no quotes. Rows longer than the header are rejected (an unquoted comma
 * has shifted their fields), shorter ones are kept with a warning.
 */
export const csvFormat: PaperFormat = {
  name: 'csv',
  extensions: ['csv'],
  sniff: (head) => sniffDelimited(head, /[^\t]/),
  read: readCsv,
};

/** Tab-separated values: see {@link csvFormat}. */
export const tsvFormat: PaperFormat = {
  name: 'tsv',
  extensions: ['tsv', 'tab'],
  sniff: (head) => sniffDelimited(head, /\t/),
  read: readCsv,
};

function sniffDelimited(head: string, delimiter: RegExp): boolean {
  const lines = head.trimStart().split(/\r\n|\n|\r/, 2);
  const first = lines[0]!;
  if (/^sep=.$/i.test(first)) return true;
  if (first.length > 4096) return false;
  const guess = guessDelimiter(first, {});
  const names = parseDelimited(first, guess).rows[0] ?? [];
  return delimiter.test(guess) && names.length > 1 && names.some((name) => nameField(name, {}) === 'title');
}

/** The delimiter under which the header names most fields that are known; then the one with most columns. */
function guessDelimiter(header: string, mapping: ReadContext['mapping']): string {
  let best: string = ',';
  let bestScore = -1;
  for (const delimiter of DELIMITERS) {
    const names = parseDelimited(header, delimiter).rows[0] ?? [];
    const known = names.filter((name) => nameField(name, mapping) !== null).length;
    const score = known * 1000 + Math.min(names.length, 999);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

async function* readCsv(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<ReadItem> {
  const table = new Table(context);
  let pending: Line[] = [];
  let length = 0;
  for await (const line of readLines(text)) {
    if (line.tooLong) {
      yield* table.readBlock(pending, true).items;
      pending = [];
      length = 0;
      yield rejected(line.number, tooLongReason());
      continue;
    }
    pending.push(line);
    length += line.text.length + 1;
    if (length < BLOCK_LENGTH) continue;
    const { items, rest } = table.readBlock(pending, false);
    yield* items;
    pending = rest;
    length = 0;
    if (table.ended) return;
  }
  yield* table.readBlock(pending, true).items;
}

interface Block {
  readonly items: readonly ReadItem[];
  /** Lines of a row that is not complete yet. */
  readonly rest: Line[];
}

/** The header and what it makes of rows. */
class Table {
  ended = false;
  readonly #context: ReadContext;
  #delimiter: string | undefined;
  /** Of a `sep=` line. */
  #forced: string | undefined;
  #columns: readonly string[] | undefined;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  readBlock(lines: readonly Line[], final: boolean): Block {
    const items: ReadItem[] = [];
    let at = 0;
    // Rows are split a window at a time: after a fault only the window, not the block, is split again.
    let window = 256;
    while (at < lines.length && !this.ended) {
      if (this.#delimiter === undefined) {
        this.#startTable(lines[at]!);
        if (this.#delimiter === undefined) at++;
        continue;
      }
      const end = Math.min(at + window, lines.length);
      const { rows, fault } = parseDelimited(joinLines(lines, at, end), this.#delimiter);
      for (const row of rows) {
        const item = this.#readRow(row, lines[at]!.number);
        if (item !== null) items.push(item);
        for (const field of row) at += countLineBreaks(field);
        at++;
        if (this.ended) return { items, rest: [] };
      }
      if (fault === null) {
        window = Math.min(window * 2, MAX_WINDOW);
        continue;
      }
      if (fault === 'unclosed' && lengthOf(lines, at, end) < MAX_RECORD_LENGTH) {
        if (end < lines.length) {
          window = (end - at) * 4;
          continue;
        }
        if (!final) return { items, rest: lines.slice(at) };
      }
      const item = this.#readFaulty(lines[at]!, fault);
      if (item !== null) items.push(item);
      at++;
      window = 16;
    }
    return { items, rest: [] };
  }

  #startTable(line: Line): void {
    const separator = /^\s*sep=(.)\s*$/i.exec(line.text)?.[1];
    if (separator !== undefined) {
      this.#forced = separator;
      return;
    }
    if (line.text.trim() !== '')
      this.#delimiter = this.#forced ?? guessDelimiter(line.text, this.#context.mapping);
  }
  #readFaulty(line: Line, fault: 'unclosed' | 'broken'): ReadItem | null {
    if (this.#delimiter === '\t') return this.#readRow(line.text.split('\t'), line.number);
    return rejected(
      line.number,
      fault === 'unclosed'
        ? 'a quote is opened in this row and never closed; the row was left out and reading went on with the next line'
        : 'a quoted field of this row goes on after its closing quote (a quote inside must be doubled); the row was left out',
    );
  }

  #readRow(row: readonly string[], line: number): ReadItem | null {
    if (row.every((cell) => cell.trim() === '')) return null;
    if (this.#columns === undefined) return this.#readHeader(row, line);
    const columns = this.#columns;
    if (row.length > columns.length && row.slice(columns.length).some((cell) => cell.trim() !== '')) {
      return rejected(
        line,
        `the row has ${row.length} fields, the header ${columns.length}; a delimiter inside a text needs quotes`,
      );
    }
    if (row.length < columns.length) {
      this.#context.warn(
        line,
        'rows have fewer fields than the header; the missing ones were taken as empty',
      );
    }
    const fields: [string, string][] = [];
    for (let i = 0; i < columns.length && i < row.length; i++) fields.push([columns[i]!, plainCell(row[i]!)]);
    return record(line, Object.fromEntries(fields));
  }

  #readHeader(row: readonly string[], line: number): ReadItem | null {
    const seen = new Set<string>();
    this.#columns = row.map((cell, i) => {
      const given = cleanText(cell);
      const base = given === '' ? `column_${i + 1}` : given;
      let name = base;
      for (let n = 2; seen.has(name); n++) name = `${base}_${n}`;
      if (name !== base)
        this.#context.warn(
          line,
          `the header names ${JSON.stringify(base.slice(0, 80))} more than once; the later ones were renamed`,
        );
      seen.add(name);
      return name;
    });
    if (this.#columns.some((name) => nameField(name, this.#context.mapping) === 'title')) return null;
    this.ended = true;
    const names = this.#columns.slice(0, 12).map((name) => name.slice(0, 40));
    return rejected(
      line,
      `the first row names no title column (got ${names.join(', ')}); nothing was read. Name the columns in the first row, or map one with title=COLUMN`,
    );
  }
}

function joinLines(lines: readonly Line[], from: number, to: number): string {
  let text = lines[from]!.text;
  for (let i = from + 1; i < to; i++) text += `\n${lines[i]!.text}`;
  return text;
}

function lengthOf(lines: readonly Line[], from: number, to: number): number {
  let length = 0;
  for (let i = from; i < to; i++) length += lines[i]!.text.length + 1;
  return length;
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
