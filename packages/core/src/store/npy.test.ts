import { expect, test } from 'vitest';
import { encodeNpy } from './npy.ts';

test('a matrix is a version 1.0 file whose header is aligned to 64 bytes', () => {
  const bytes = encodeNpy({ data: Float32Array.of(1, -2, 0.5, 3, 4, 5), count: 2, dimension: 3 });
  const view = new DataView(bytes.buffer);
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + view.getUint16(8, true)));
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/);
  expect((10 + header.length) % 64).toBe(0);
  expect(view.getFloat32(10 + header.length + 4, true)).toBe(-2);
  expect(bytes.length).toBe(10 + header.length + 24);
});
