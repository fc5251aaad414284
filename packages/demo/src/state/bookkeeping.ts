/**
 * Columns that reference managers and their exports keep for themselves: they tell no papers apart for someone who reads.
 * Without case and without what stands between words.
 */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'abstractnote',
  'adsnote',
  'adsurl',
  'archiveprefix',
  'biburl',
  'bibsource',
  'bibtexkey',
  'bibtextype',
  'callnumber',
  'citekey',
  'crossref',
  'dateadded',
  'datemodified',
  'eprint',
  'eprinttype',
  'file',
  'fileattachments',
  'isbn',
  'issn',
  'itemtype',
  'key',
  'libraryid',
  'month',
  'number',
  'numpages',
  'pages',
  'pmcid',
  'pmid',
  'primaryclass',
  'timestamp',
  'urldate',
  'volume',
]);

/** True for a column of the papers that says nothing of what is in them. */
export function isBookkeeping(name: string): boolean {
  return BOOKKEEPING.has(name.toLowerCase().replace(/[\s_-]+/g, ''));
}
