const ENDING = /(?:\.(?:txt|jsonl|ndjson|json|csv|tsv|bib|bibtex|ris))?(?:\.gz)?$|(?:\.atlas)?\.zip$/i;
const LONGEST = 60;

/** What an atlas of these files is called: the first without its ending, and how many more. */
export function nameOfFiles([first, ...more]: readonly { readonly name: string }[]): string {
  const whole = first?.name ?? '';
  const name = (whole.replace(ENDING, '') || whole).slice(0, LONGEST).trim();
  return more.length === 0 ? name : `${name} + ${more.length}`;
}
