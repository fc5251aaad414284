import type { Paper } from 'paper-atlas';

type LinkKind = 'doi' | 'arxiv' | 'url' | 'search';

export interface PaperLink {
  readonly kind: LinkKind;
  /** http or https, always. */
  readonly href: string;
}

const DOI = /^10\.\d{4,9}\/\S{1,300}$/;
const ARXIV = /^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})$/;
const MAX_TITLE = 300;

/** Where a paper can be read: by its DOI, on arXiv, at its own page; else a search for its title. Nothing but http(s). */
export function linksOf({ doi, arxivId, url, title }: Paper): PaperLink[] {
  const links: PaperLink[] = [];
  if (doi !== null && DOI.test(doi)) links.push({ kind: 'doi', href: `https://doi.org/${encodePath(doi)}` });
  if (arxivId !== null && ARXIV.test(arxivId))
    links.push({ kind: 'arxiv', href: `https://arxiv.org/abs/${encodePath(arxivId)}` });
  const page = url === null ? null : parseWebAddress(url);
  if (page !== null) links.push({ kind: 'url', href: page });
  if (links.length > 0) return links;
  const query = new URLSearchParams({ q: title.slice(0, MAX_TITLE).toWellFormed() });
  return [{ kind: 'search', href: `https://scholar.google.com/scholar?${query}` }];
}

/** The address as the browser reads it, when it is http or https; else null. */
export function parseWebAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

function encodePath(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
