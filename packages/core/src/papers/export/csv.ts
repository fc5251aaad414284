import { nameField, PAPER_FIELDS, type PaperField } from '../fields.ts';
import { encodeDelimitedRow } from '../formats/delimited.ts';
import type { ExtraValue, Paper } from '../paper.ts';

/** Between names or categories; one that holds a `;` itself is put in two when read back. */
const LIST_SEPARATOR = '; ';

/**
 * Papers as CSV (RFC 4180, UTF-8, LF): a header, then a row each; lists are joined by `; `, columns of `extra` follow those of
 * the paper. Cells that a spreadsheet would run as formulas get an apostrophe in front, which reading takes off again.
 * What CSV cannot hold: types in `extra` (all come back as text, lists as JSON text), and `;` inside a name or category.
 */
export function* encodePapersAsCsv(papers: readonly Paper[]): Generator<string> {
  const extras = new Set<string>();
  for (const { extra } of papers) for (const name of Object.keys(extra)) extras.add(name);
  const names = [...extras];
  yield `${encodeDelimitedRow([...PAPER_FIELDS, ...names.map(nameColumn)])}\n`;
  for (const paper of papers) {
    const cells = PAPER_FIELDS.map((field) => encodeField(paper, field));
    const more = names.map((name) =>
      Object.hasOwn(paper.extra, name) ? encodeExtra(paper.extra[name]!) : '',
    );
    yield `${encodeDelimitedRow([...cells, ...more])}\n`;
  }
}

/** An extra column that would be taken for a field of the paper (a second `journal`, say) says so. */
function nameColumn(name: string): string {
  return nameField(name, {}) === null ? name : `extra.${name}`;
}

function encodeField(paper: Paper, field: PaperField): string | number | null {
  const value = paper[field];
  return typeof value === 'object' && value !== null ? encodeList(value) : value;
}

/** A lone entry that would be taken apart where no `;` stands ("Maps, Graphs") is marked as a list by one behind it. */
function encodeList(list: readonly string[]): string {
  const joined = list.join(LIST_SEPARATOR);
  return list.length === 1 && /[,|&]|\sand\s|^\S+\.\S+ /i.test(joined) ? `${joined};` : joined;
}

function encodeExtra(value: ExtraValue): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
