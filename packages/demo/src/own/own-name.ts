const ENDING = /(?:\.(?:txt|jsonl|ndjson|json|csv|tsv|bib|bibtex|ris))?(?:\.gz)?$|(?:\.atlas)?\.zip$/i;
const LONGEST = 60;

/** What an atlas of these files is called: the first without its ending, and how many more. */
export function nameOfFiles(files: readonly { readonly name: string }[]): string {
  const name = (files[0]?.name ?? '').replace(ENDING, '').slice(0, LONGEST).trim();
  return files.length > 1 ? `${name} + ${files.length - 1}` : name;
}
