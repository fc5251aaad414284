import type { FieldMapping } from '../fields.ts';

/** One record as its file has it: names and values not yet understood. */
export interface RawRecord {
  readonly kind: 'record';
  /** Line of the file on which it starts, 1 for the first. */
  readonly line: number;
  /** Own properties only; names as in the file. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record that could not be read; the records after it still come. */
export interface RejectedRecord {
  readonly kind: 'rejected';
  readonly line: number;
  readonly reason: string;
}

export type ReadItem = RawRecord | RejectedRecord;

export interface ReadContext {
  /** Columns named by the caller, see `--map`. */
  readonly mapping: FieldMapping;
  /** Something odd that loses no record. Equal messages are counted, so no values belong in one. */
  warn(line: number, message: string): void;
}

export type FormatName = 'page' | 'jsonl' | 'json' | 'csv' | 'tsv' | 'bibtex' | 'ris';

/** How one kind of file is recognised and read. `read` streams: it never holds more than one record and one block. */
export interface PaperFormat {
  readonly name: FormatName;
  /** Without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  /** True when the first characters of a file look like this format. */
  sniff(head: string): boolean;
  /** Never throws for what is in the text. */
  read(text: AsyncIterable<string>, context: ReadContext): AsyncIterable<ReadItem>;
}

/** The longest record, in UTF-16 units, in formats whose records span lines. */
export const MAX_RECORD_LENGTH = 1024 * 1024;

export function record(line: number, fields: Readonly<Record<string, unknown>>): RawRecord {
  return { kind: 'record', line, fields };
}

export function rejected(line: number, reason: string): RejectedRecord {
  return { kind: 'rejected', line, reason };
}
