import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE } from './paths.mjs';

const MATH = join(CORE, 'src', 'math');
const SOURCE = join(MATH, 'vector-kernels.wat');

/** The file that holds the assembled kernels. It is kept in the repository, so that no user needs the assembler. */
export const KERNELS_FILE = join(MATH, 'vector-kernels-wasm.ts');

/**
 * Assembles `vector-kernels.wat`. An assembler translates word by word and optimises nothing, so the bytes depend on
 * the source alone.
 *
 * @returns {Promise<string>} what belongs into {@link KERNELS_FILE}
 */
export async function assembleKernels() {
  const { default: loadWabt } = await import('wabt');
  const wabt = await loadWabt();
  const module = wabt.parseWat(SOURCE, readFileSync(SOURCE, 'utf8'), { simd: true });
  try {
    module.validate();
    const { buffer } = module.toBinary({ write_debug_names: false });
    return `/** vector-kernels.wat assembled, in base64. Written by \`npm run kernels\`; do not edit. */
export const VECTOR_KERNELS_WASM =
  '${Buffer.from(buffer).toString('base64')}';
`;
  } finally {
    module.destroy();
  }
}
