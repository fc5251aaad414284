const PARAMETER = 'own';

/** Id of the atlas of one's own that the address names; null when it names none. */
export function ownIdOf(pageUrl: string): string | null {
  const id = new URL(pageUrl).searchParams.get(PARAMETER) ?? '';
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}

/** The path of the page with this atlas and nothing asked of it; null: with the atlas that the page was served with. */
export function ownPath(pathname: string, id: string | null): string {
  return id === null ? pathname : `${pathname}?${PARAMETER}=${id}`;
}
