import { afterEach, expect, it, vi } from 'vitest';
import { createVectorKernels, reserveMemory } from './vector-kernels.ts';

afterEach(() => vi.unstubAllGlobals());

it('Kernels come with the memory that is asked for, and more when it is reserved', () => {
  const kernels = createVectorKernels(200_000)!;
  expect(kernels.memory.buffer.byteLength).toBe(4 * 65_536);
  expect(reserveMemory(kernels, 100_000)).toBe(true);
  expect(kernels.memory.buffer.byteLength).toBe(4 * 65_536);
  expect(reserveMemory(kernels, 300_000)).toBe(true);
  expect(kernels.memory.buffer.byteLength).toBe(5 * 65_536);
});

it('Memory that cannot be had is refused, and what is there stays', () => {
  const kernels = createVectorKernels(65_536)!;
  new Uint8Array(kernels.memory.buffer).fill(7);
  expect(reserveMemory(kernels, 2 ** 32)).toBe(false);
  expect(new Uint8Array(kernels.memory.buffer).every((value) => value === 7)).toBe(true);
  vi.spyOn(kernels.memory, 'grow').mockImplementation(() => {
    throw new RangeError('Maximum memory size exceeded');
  });
  expect(reserveMemory(kernels, 2 ** 20)).toBe(false);
  expect(createVectorKernels(2 ** 33)).toBeUndefined();
});

it('There are no kernels without WebAssembly, and none where it does not know SIMD or may not run', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(createVectorKernels(0)).toBeUndefined();
  class Refusing {
    constructor() {
      throw new SyntaxError('invalid value type 0x7b, or refused by the content security policy');
    }
  }
  vi.stubGlobal('WebAssembly', { Module: Refusing });
  expect(createVectorKernels(0)).toBeUndefined();
});
