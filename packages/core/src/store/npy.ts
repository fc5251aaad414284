import type { VectorMatrix } from '../math/matrix.ts';
import { toFileOrder } from './byte-order.ts';

/** The whole header is padded with spaces to a multiple of this many bytes, so that the values are aligned. */
const ALIGNMENT = 64;

/**
 * A matrix as NumPy's own file: version 1.0, `<f4`, C order, shape (count, dimension). `numpy.load` reads it.
 *
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
export function encodeNpy({ data, count, dimension }: VectorMatrix): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count}, ${dimension}), }`;
  const headerLength = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const bytes = new Uint8Array(10 + headerLength + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, headerLength & 0xff, headerLength >> 8]);
  bytes.set(new TextEncoder().encode(`${text.padEnd(headerLength - 1)}\n`), 10);
  const values = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  bytes.set(toFileOrder(values, Float32Array.BYTES_PER_ELEMENT), 10 + headerLength);
  return bytes;
}
