import { yieldToEventLoop } from '../task.ts';

/** Copies that were made, so that every thread of a build reads one and the same. */
const copies = new WeakMap<Float32Array, Promise<Float32Array>>();
/** Values copied between two turns of the event loop: some 5 ms. */
const VALUES_A_TURN = 2 ** 21;

/** The values in memory that threads share; copied, once, where their buffer is no SharedArrayBuffer. They must not change. */
export async function shareValues(data: Float32Array): Promise<Float32Array> {
  if (data.buffer instanceof SharedArrayBuffer) return data;
  const known = copies.get(data) ?? copyToShared(data);
  copies.set(data, known);
  return known;
}

async function copyToShared(data: Float32Array): Promise<Float32Array> {
  const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
  for (let from = 0; from < data.length; from += VALUES_A_TURN) {
    if (from > 0) await yieldToEventLoop();
    shared.set(data.subarray(from, from + VALUES_A_TURN), from);
  }
  return shared;
}
