/** True when `If-None-Match` names one of these tags, whether weakly or strongly (RFC 9110, 13.1.2). */
export function matchesAnyTag(header: string | undefined, tags: readonly string[]): boolean {
  if (header === undefined || tags.length === 0) return false;
  if (header.trim() === '*') return true;
  const named = header.match(/"[^"]*"/g) ?? [];
  return named.some((tag) => tags.includes(tag));
}
