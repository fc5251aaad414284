import { cleanText } from './text.ts';

const RESOLVER = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i;
const DOI = /^10\.\d{4,9}\/[^\s]+$/;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/i;
const ARXIV_PREFIX = /^(?:arxiv:\s*|https?:\/\/(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html|format)\/)/i;
const ARXIV_NEW = /^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?$/i;
const ARXIV_OLD = /^([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?$/i;
/** What may follow an arXiv id where people paste it: a file ending, a subject class in brackets, a query. */
const ARXIV_TAIL = /(?:\.pdf)?(?:\s*\[[^\]]*\])?(?:[?#].*)?$/i;
const MAX_URL_LENGTH = 2048;
const MAX_ID_LENGTH = 256;

/**
 * A DOI in lower case without resolver address, or null: `https://doi.org/10.1000/XYZ` and `doi:10.1000/xyz` give `10.1000/xyz`.
 *
 * Source: ANSI/NISO Z39.84; DOIs are compared without regard to case.
 */
export function normalizeDoi(text: string): string | null {
  const cleaned = cleanText(text);
  const bare = cleaned.replace(RESOLVER, '');
  const doi = (bare === cleaned ? bare : unescapeUri(bare)).replace(/[.,;]+$/, '').toLowerCase();
  return doi.length <= MAX_ID_LENGTH && DOI.test(doi) ? doi : null;
}

/**
 * An arXiv id without prefix, address or version, or null: `arXiv:2001.01234v2` gives `2001.01234`, `math.GT/0309136`
 * gives `math/0309136`, the DOI `10.48550/arXiv.2001.01234` gives `2001.01234`.
 *
 * Source: arXiv's own description of its identifiers, schemes before and since April 2007.
 */
export function normalizeArxivId(text: string): string | null {
  const cleaned = cleanText(text);
  if (cleaned.length > MAX_URL_LENGTH) return null;
  const doi = normalizeDoi(cleaned);
  const id = ((doi === null ? null : ARXIV_DOI.exec(doi)?.[1]) ?? cleaned.replace(ARXIV_PREFIX, '')).replace(
    ARXIV_TAIL,
    '',
  );
  const recent = ARXIV_NEW.exec(id);
  if (recent !== null) return recent[1]!;
  const old = ARXIV_OLD.exec(id);
  return old === null ? null : `${old[1]!.toLowerCase()}/${old[2]!}`;
}

/** An arXiv id that a venue carries, as in `arXiv preprint arXiv:2001.01234`, or null. */
export function findArxivId(text: string): string | null {
  const found = /\barxiv:\s*([a-z.-]*\/?\d[\d.]*)/i.exec(text)?.[1];
  return found === undefined ? null : normalizeArxivId(found.replace(/\.$/, ''));
}

/** An http or https address in its normal form, or null for anything else (`javascript:`, `file:`, relative…). */
export function normalizeUrl(text: string): string | null {
  const cleaned = cleanText(text);
  if (cleaned.length > MAX_URL_LENGTH || !URL.canParse(cleaned)) return null;
  const url = new URL(cleaned);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // Allowed in a query or fragment by the URL standard, but not by RFC 3986, nor by BibTeX.
  const address = url.href.replace(/[{}\\]/g, encodeURIComponent);
  return address.length <= MAX_URL_LENGTH ? address : null;
}

/** A source's own id as a clean string of 1 to 256 characters, or null. */
export function normalizeId(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const id = cleanText(String(value));
  return id !== '' && id.length <= MAX_ID_LENGTH ? id : null;
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
