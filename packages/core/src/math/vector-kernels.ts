import { VECTOR_KERNELS_WASM } from './vector-kernels-wasm.ts';

/**
 * The inner loops of exact search, running in a memory of their own. All addresses are in bytes of `memory`, whose
 * `buffer` is another one after `memory.grow`. What each computes is written in vector-kernels.wat.
 */
export interface VectorKernels {
  readonly memory: WebAssembly.Memory;
  /**
   * Estimates the products of `count` ≥ 1 records of int8 `codes` with the int16 query, and writes down the numbers and
   * estimates of those of `least` or more; the result is how many. The first record is `number`.
   */
  findRecords(
    query: number,
    records: number,
    codes: number,
    count: number,
    queryScale: number,
    least: number,
    number: number,
    numbers: number,
    estimates: number,
  ): number;
  /** One double for each of `count` ≥ 1 rows of `bytes` bytes (a multiple of 16): its dot product with the query. */
  dotRows(query: number, rows: number, bytes: number, count: number, out: number): void;
}

/** Bytes of a page, the unit in which WebAssembly memory grows. */
const PAGE = 65_536;
/** One page less than 4 GiB, so that every address and the one behind it fit into 32 bits. */
const MAX_PAGES = 65_535;

/**
 * Kernels with `bytes` of memory, all zero; undefined where they cannot be had: without WebAssembly or its SIMD, under a
 * content security policy without `wasm-unsafe-eval`, or without that much memory. Every caller then computes the same
 * in plain JavaScript.
 */
export function createVectorKernels(bytes: number): VectorKernels | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(VECTOR_KERNELS_WASM), toCode));
    const kernels = new WebAssembly.Instance(module).exports as unknown as VectorKernels;
    return reserveMemory(kernels, bytes) ? kernels : undefined;
  } catch {
    // Why there are none does not matter: the answers are the same without, only slower.
    return undefined;
  }
}

/** Makes room for `bytes` bytes in all; false, with the memory as it was, where there is no such room. */
export function reserveMemory({ memory }: VectorKernels, bytes: number): boolean {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return true;
  if (Math.ceil(bytes / PAGE) > MAX_PAGES) return false;
  try {
    memory.grow(missing);
    return true;
  } catch {
    return false;
  }
}

function toCode(character: string): number {
  return character.charCodeAt(0);
}
