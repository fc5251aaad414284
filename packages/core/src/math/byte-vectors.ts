import type { VectorMatrix } from './matrix.ts';

/** Vectors of unit length at a byte a value: row r is `codes[r × dimension…] × scales[r]`. */
export interface ByteVectors {
  /** `count × dimension`, each in [-127, 127]. */
  readonly codes: Int8Array;
  /** By row: brings the row's codes to length 1; 0 for a row of zeros. */
  readonly scales: Float32Array;
}

const MOST = 127;

/** The vectors rounded to a byte a value, each on a scale of its own. */
export function encodeByteVectors({ data, count, dimension }: VectorMatrix): ByteVectors {
  const codes = new Int8Array(count * dimension);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const from = row * dimension;
    let greatest = 0;
    for (let at = from; at < from + dimension; at++) greatest = Math.max(greatest, Math.abs(data[at]!));
    if (greatest === 0) continue;
    let squares = 0;
    for (let at = from; at < from + dimension; at++) {
      const code = Math.round((data[at]! / greatest) * MOST);
      codes[at] = code;
      squares += code * code;
    }
    scales[row] = 1 / Math.sqrt(squares);
  }
  return { codes, scales };
}

/** The vectors again, of unit length: a cosine is off by some thousandths. */
export function decodeByteVectors({ codes, scales }: ByteVectors, dimension: number): VectorMatrix {
  const data = new Float32Array(codes.length);
  for (let at = 0; at < codes.length; at++) data[at] = codes[at]! * scales[Math.floor(at / dimension)]!;
  return { data, count: scales.length, dimension };
}
