/// <reference path="./papaparse.d.ts" />
import Papa from 'papaparse';

/** Cells that a spreadsheet would run as a formula, and those that already carry the apostrophe that stops it. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NEUTRALIZED = /^'(?='*[=+\-@\t\r])/;

export interface ParsedRows {
  /** Rows before the first one with a quoting fault. */
  readonly rows: readonly (readonly string[])[];
  /** `unclosed`: the row after `rows` opens a quote that the text does not close. `broken`: something follows a closing quote. */
  readonly fault: 'unclosed' | 'broken' | null;
}

/** Splits lines (joined by LF) into rows of fields, RFC 4180 quoting; stops at the first quoting fault. */
export function parseDelimited(text: string, delimiter: string): ParsedRows {
  if (text === '') return { rows: [['']], fault: null };
  const { data, errors } = Papa.parse(text, {
    delimiter,
    newline: '\n',
    header: false,
    skipEmptyLines: false,
  });
  let first: (typeof errors)[number] | undefined;
  for (const error of errors) {
    if (error.type === 'Quotes' && (first === undefined || (error.row ?? 0) < (first.row ?? 0)))
      first = error;
  }
  if (first === undefined) return { rows: data, fault: null };
  return {
    rows: data.slice(0, first.row ?? 0),
    fault: first.code === 'MissingQuotes' ? 'unclosed' : 'broken',
  };
}

/**
 * One row as RFC 4180 text without its line break. A cell that a spreadsheet would take for a formula (it starts with
 * `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe in front; {@link plainCell} takes it off again.
 */
export function encodeDelimitedRow(
  cells: readonly (string | number | boolean | null)[],
  delimiter = ',',
): string {
  return Papa.unparse([cells], { delimiter, newline: '\n', header: false, escapeFormulae: FORMULA });
}

/** A cell without the apostrophe that marks a neutralised formula. */
export function plainCell(cell: string): string {
  return cell.replace(NEUTRALIZED, '');
}
