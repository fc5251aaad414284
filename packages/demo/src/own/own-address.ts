const PARAMETER = 'own';

/** Id of the atlas of one's own that the address names, though it be none that any browser keeps; null when it names none. */
export function ownIdOf(pageUrl: string): string | null {
  return new URL(pageUrl).searchParams.get(PARAMETER) || null;
}

/** The address of the page with this atlas and nothing asked of it; null: with the atlas that it shows by itself. */
export function ownUrl(pageUrl: string, id: string | null): string {
  const url = new URL(pageUrl);
  url.hash = '';
  // What else stands there says where the other atlas lies.
  const others = [...url.searchParams].filter(([name]) => name === 'atlas');
  url.search = new URLSearchParams(id === null ? others : [...others, [PARAMETER, id]]).toString();
  return url.href;
}
