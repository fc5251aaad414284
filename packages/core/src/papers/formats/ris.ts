import { givenNameFirst } from '../authors.ts';
import { normalizeArxivId } from '../identifiers.ts';
import { readLines, tooLongReason } from '../lines.ts';
import {
  MAX_RECORD_LENGTH,
  type PaperFormat,
  type ReadContext,
  type ReadItem,
  record,
  rejected,
} from './format.ts';

const TAG_LINE = /^\s?([A-Z][A-Z0-9])\s{1,2}-(?: (.*))?$/;
/** First tag that is there fills the field. */
const TAGS = {
  title: ['TI', 'T1', 'CT', 'BT'],
  abstract: ['AB', 'N2'],
  year: ['PY', 'Y1', 'DA'],
  venue: ['T2', 'JF', 'JO', 'BT', 'JA', 'J2', 'J1'],
  doi: ['DO'],
  url: ['UR', 'LK'],
} as const;
/** A reference manager's running number: it names another paper in the next file. */
const RUNNING_NUMBER = /^\d+$/;
const OWN_ID = /^id:/;

/**
 * RIS, tag by tag: values that go on in the next line are joined, repeated tags make lists, `Family, Given` becomes
 * `Given Family`. Unknown tags go to `extra` under their two letters, the type as `extra.risType`. A record without its
 * `ER` ends where the next begins. `ID` is the paper's id unless it is a mere number.
 *
 * Own code on purpose: the maintained package loses what follows two spaces and a dash inside a value, joins repeated
 * tags on continued lines, throws at a tag before `TY`, and brings a synchronous network client along.
 */
export const risFormat: PaperFormat = {
  name: 'ris',
  extensions: ['ris'],
  sniff: (head) => /(?:^|[\r\n])\s?TY\s{1,2}- ?[A-Za-z]/.test(head.slice(0, 4096)),
  read: readRis,
};

async function* readRis(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<ReadItem> {
  let open: RisRecord | undefined;
  for await (const line of readLines(text)) {
    if (line.tooLong) {
      yield rejected(line.number, tooLongReason());
      continue;
    }
    const [, tag, value = ''] = TAG_LINE.exec(line.text) ?? [];
    if (tag === 'TY') {
      if (open !== undefined) {
        context.warn(open.line, 'a record has no ER line; it was ended where the next one begins');
        yield open.finish();
      }
      open = new RisRecord(line.number, value);
    } else if (open === undefined) {
      if (line.text.trim() !== '')
        context.warn(line.number, 'text outside a record (before TY or after ER) was left out');
    } else if (tag === 'ER') {
      yield open.finish();
      open = undefined;
    } else if (tag === undefined) open.goOn(line.text);
    else open.add(tag, value);
  }
  if (open !== undefined) {
    context.warn(open.line, 'the last record has no ER line; the file may be cut off');
    yield open.finish();
  }
}

class RisRecord {
  readonly line: number;
  readonly #type: string;
  readonly #tags = new Map<string, string[]>();
  #last: string[] | undefined;
  #length = 0;

  constructor(line: number, type: string) {
    this.line = line;
    this.#type = type.trim();
  }

  add(tag: string, value: string): void {
    if (!this.#fits(value)) return;
    const values = this.#tags.get(tag) ?? [];
    values.push(value.trim());
    this.#tags.set(tag, values);
    this.#last = values;
  }

  /** A line without a tag continues the value before it. */
  goOn(text: string): void {
    const content = text.trim();
    if (content === '' || this.#last === undefined || !this.#fits(content)) return;
    this.#last.push(`${this.#last.pop() ?? ''} ${content}`.trim());
  }

  #fits(value: string): boolean {
    this.#length += value.length + 1;
    return this.#length <= MAX_RECORD_LENGTH;
  }

  finish(): ReadItem {
    if (this.#length > MAX_RECORD_LENGTH) {
      return rejected(this.line, `the record is longer than ${MAX_RECORD_LENGTH} characters`);
    }
    const fields: [string, unknown][] = [];
    for (const [field, tags] of Object.entries(TAGS)) {
      const tag = tags.find((candidate) => this.#tags.get(candidate)?.some((value) => value !== ''));
      if (tag !== undefined) fields.push([field, this.#take(tag).join(' ')]);
    }
    const authors = [...this.#take('AU'), ...this.#take('A1')].map(givenNameFirst);
    if (authors.length > 0) fields.push(['authors', authors]);
    const keywords = this.#take('KW').flatMap((value) => value.split(';'));
    if (keywords.length > 0) fields.push(['categories', keywords]);
    const [id] = this.#tags.get('ID') ?? [];
    if (id !== undefined && !RUNNING_NUMBER.test(id)) {
      this.#take('ID');
      fields.push(['id', id.replace(OWN_ID, '')]);
    }
    const [accession] = this.#tags.get('AN') ?? [];
    if (accession !== undefined && normalizeArxivId(accession) !== null)
      fields.push(['arxivId', this.#take('AN')[0]]);
    if (this.#type !== '') fields.push(['risType', this.#type]);
    for (const [tag, values] of this.#tags) fields.push([tag, values.length === 1 ? values[0] : values]);
    return record(this.line, Object.fromEntries(fields));
  }

  #take(tag: string): string[] {
    const values = this.#tags.get(tag) ?? [];
    this.#tags.delete(tag);
    return values;
  }
}
