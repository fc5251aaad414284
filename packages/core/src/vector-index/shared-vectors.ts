/** Copies that were made, so that every thread of a build reads one and the same. */
const copies = new WeakMap<Float32Array, Float32Array>();

/** The values in memory that threads share; copied, once, where their buffer is no SharedArrayBuffer. They must not change. */
export function shareValues(data: Float32Array): Float32Array {
  if (data.buffer instanceof SharedArrayBuffer) return data;
  const known = copies.get(data);
  if (known !== undefined) return known;
  const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
  shared.set(data);
  copies.set(data, shared);
  return shared;
}
