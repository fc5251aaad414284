import type { Paper } from 'paper-atlas';

/** A paper in one line, as far as it says: authors, year, title, venue, and where it can be found. */
export function citationOf({ authors, year, title, venue, doi, arxivId, url }: Paper): string {
  const who = joinNames(authors);
  const when = year === null ? '' : `(${year})`;
  const place =
    doi !== null ? `https://doi.org/${doi}` : arxivId !== null ? `https://arxiv.org/abs/${arxivId}` : url;
  const head = [who, when].filter((part) => part !== '').join(' ');
  return [head, oneLine(title), oneLine(venue ?? '')]
    .filter((part) => part !== '')
    .map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`))
    .concat(place ?? [])
    .join(' ');
}

function joinNames(authors: readonly string[]): string {
  const names = authors.map(oneLine).filter((name) => name !== '');
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
