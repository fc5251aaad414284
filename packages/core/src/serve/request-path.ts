/** Longer than any address of ours, shorter than what a header may hold. */
const MAX_LENGTH = 4_096;
/** Separators in disguise, and what no file name of ours holds. */
const FORBIDDEN = /%2f|%5c|\\|\p{Cc}/iu;

/**
 * The path that a request asks for, decoded once, without its query; null for what no browser would send: an absolute
 * address, a broken escape, `.` or `..`, an escaped separator, a NUL. The path is only ever looked up in a list, never
 * joined to a folder: this is for a clear answer, not what keeps files safe.
 */
export function parseRequestPath(target: string): string | null {
  const path = target.split('?', 1)[0]!;
  if (!path.startsWith('/') || path.length > MAX_LENGTH || FORBIDDEN.test(path)) return null;
  try {
    const decoded = decodeURIComponent(path);
    const isPlain =
      !FORBIDDEN.test(decoded) && !decoded.split('/').some((part) => part === '.' || part === '..');
    return isPlain ? decoded : null;
  } catch {
    return null;
  }
}
