import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assembleKernels, KERNELS_FILE } from './assemble-kernels.mjs';

test('The kernels in the repository are what their source assembles to, byte for byte', async () => {
  // After a change of the .wat: npm run kernels
  expect(readFileSync(KERNELS_FILE, 'utf8')).toBe(await assembleKernels());
});
