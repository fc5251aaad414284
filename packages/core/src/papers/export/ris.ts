import type { Paper } from '../paper.ts';
import { venueKind } from '../venue-kind.ts';

const TAG = /^[A-Z][A-Z0-9]$/;
const TYPE = /^[A-Z][A-Z0-9]{1,9}$/;
/** Tags that the fields of a paper are written to, or that end a record. */
const TAKEN = new Set(
  'TY ER TI T1 CT BT AB N2 PY Y1 DA T2 JF JO JA J1 J2 DO UR LK AU A1 KW ID AN'.split(' '),
);
const RUNNING_NUMBER = /^(?:id:)|^\d+$/;

/**
 * Papers as RIS, a record each. What RIS cannot hold: columns of `extra` that are not RIS tags, numbers among them (all is
 * text), a comma in a name (it stands for "family, given") and `;` in a category.
 */
export function* encodePapersAsRis(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) yield encodeRecord(paper);
}

function encodeRecord(paper: Paper): string {
  const lines = [`TY  - ${recordType(paper)}`];
  const add = (tag: string, value: string | number | null): void => {
    if (value !== null && value !== '') lines.push(`${tag}  - ${value}`);
  };
  add('TI', paper.title);
  for (const author of paper.authors) add('AU', author);
  add('PY', paper.year);
  add('T2', paper.venue);
  add('AB', paper.abstract);
  for (const category of paper.categories) add('KW', category);
  add('DO', paper.doi);
  if (paper.arxivId !== null) add('AN', `arXiv:${paper.arxivId}`);
  add('UR', paper.url);
  // A mere number would be taken for a reference manager's running number.
  add('ID', RUNNING_NUMBER.test(paper.id) ? `id:${paper.id}` : paper.id);
  for (const [tag, value] of Object.entries(paper.extra)) {
    if (!TAG.test(tag) || TAKEN.has(tag)) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null) add(tag, String(one));
  }
  return `${lines.join('\n')}\nER  - \n\n`;
}

/** As the source has it; else by the venue. */
function recordType({ extra, venue }: Paper): string {
  const given = extra['risType'];
  if (typeof given === 'string' && TYPE.test(given)) return given;
  if (venue === null) return 'GEN';
  return venueKind(venue) === 'journal' ? 'JOUR' : 'CONF';
}
