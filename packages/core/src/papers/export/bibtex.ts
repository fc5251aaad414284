import type { ExtraValue, Paper } from '../paper.ts';
import { venueKind } from '../venue-kind.ts';
import { citationKey } from './citation-key.ts';

const FIELD_NAME = /^[a-z][a-z0-9_-]*$/;
/** Names that this file writes itself, or that would mean something else. */
const TAKEN = new Set(
  'title author year journal booktitle abstract keywords doi eprint archiveprefix eprinttype url paperid crossref date venue'.split(
    ' ',
  ),
);
const TYPE = /^[a-z]+$/;
const NO_PAPER_TYPES = new Set(
  'string comment preamble proceedings mvproceedings periodical collection mvcollection xdata set control'.split(
    ' ',
  ),
);

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const SPECIAL = /[\\{}$&%#_~^]/g;
/** Signs that TeX joins into another when they stand side by side: dashes, quotes, guillemets. */
const LIGATURE = /(?<=([-'`,<>]))(?=\1)|(?<=[?!])(?=[`'])/g;

/**
 * Papers as BibTeX (UTF-8), an entry each, keys valid and unique. The paper's id is kept as `paperid`. What BibTeX cannot
 * hold: a comma or `;` in a category, columns of `extra` whose names are no field names (capitals, spaces, dots) or whose values are lists, and types (all is text).
 */
export function* encodePapersAsBibtex(papers: Iterable<Paper>): Generator<string> {
  const keys = new Set<string>();
  for (const paper of papers) yield encodeEntry(paper, uniqueKey(paper, keys));
}

function uniqueKey(paper: Paper, taken: Set<string>): string {
  const base = citationKey(paper);
  let key = base;
  // BibTeX compares keys without regard to case.
  for (let n = 2; taken.has(key.toLowerCase()); n++) key = `${base}-${n}`;
  taken.add(key.toLowerCase());
  return key;
}

function encodeEntry(paper: Paper, key: string): string {
  const type = entryType(paper);
  const lines = [`@${type}{${key},`];
  const add = (name: string, value: string | number | null): void => {
    if (value !== null && value !== '') lines.push(`  ${name} = {${value}},`);
  };
  add('title', escapeLatex(paper.title));
  add('author', paper.authors.map(encodeName).join(' and '));
  add('year', paper.year);
  add(
    type.startsWith('in') ? 'booktitle' : 'journal',
    paper.venue === null ? null : escapeLatex(paper.venue),
  );
  add('abstract', escapeLatex(paper.abstract));
  add('keywords', paper.categories.map(escapeLatex).join(', '));
  add('doi', paper.doi === null ? null : encodeDoi(paper.doi));
  add('eprint', paper.arxivId);
  add('archiveprefix', paper.arxivId === null ? null : 'arXiv');
  add('url', paper.url === null ? null : encodeVerbatim(paper.url));
  add('paperid', escapeLatex(paper.id));
  for (const [name, value] of Object.entries(paper.extra)) {
    if (FIELD_NAME.test(name) && !TAKEN.has(name) && isScalar(value)) add(name, escapeLatex(String(value)));
  }
  return `${lines.join('\n')}\n}\n\n`;
}

/** As the source has it; else by the venue. */
function entryType({ extra, venue }: Paper): string {
  const given = extra['bibtexType'];
  if (typeof given === 'string' && TYPE.test(given) && !NO_PAPER_TYPES.has(given)) return given;
  if (venue === null) return 'misc';
  return venueKind(venue) === 'journal' ? 'article' : 'inproceedings';
}

function isScalar(value: ExtraValue): value is string | number | boolean {
  return typeof value !== 'object';
}

/** Text with every sign that LaTeX would act on escaped. */
function escapeLatex(text: string): string {
  return text.replace(SPECIAL, (sign) => ESCAPES[sign]!).replace(LIGATURE, '{}');
}

/** In braces where BibTeX would take the name apart. */
function encodeName(name: string): string {
  const escaped = escapeLatex(name);
  return /^[\p{Lu}][^,{}\\=]*$/u.test(escaped) && !/(?:^|\s)(?:and|others)(?:\s|$)/i.test(escaped)
    ? escaped
    : `{${escaped}}`;
}

/** Verbatim fields know no escapes: what would break the braces is percent-encoded. */
function encodeVerbatim(text: string): string {
  return text.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign));
}

function encodeDoi(doi: string): string {
  return /[{}\\]/.test(doi) ? `https://doi.org/${encodeURI(doi)}` : doi;
}
