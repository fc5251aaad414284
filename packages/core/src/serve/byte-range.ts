/** Bytes `[from, to)` of a file. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What a `Range` header asks for of a file of `bytes` bytes (RFC 9110, 14.2): one range, `'whole'` for what may be
 * ignored (no header, another unit, several ranges, nonsense), `'outside'` for a range that the file does not have.
 */
export function parseByteRange(header: string | undefined, bytes: number): ByteRange | 'whole' | 'outside' {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '');
  if (match === null) return 'whole';
  const [first, last] = [match[1]!, match[2]!];
  if (first === '') {
    if (last === '') return 'whole';
    const from = Math.max(0, bytes - Number(last));
    return from < bytes ? { from, to: bytes } : 'outside';
  }
  if (last !== '' && Number(last) < Number(first)) return 'whole';
  if (Number(first) >= bytes) return 'outside';
  return { from: Number(first), to: last === '' ? bytes : Math.min(bytes, Number(last) + 1) };
}
