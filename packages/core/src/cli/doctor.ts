import { examineAtlas } from '../node.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatQuality } from './summary.ts';

/** Exit status 1 when something is wrong. */
export async function runDoctor(dir: string, options: { readonly json?: boolean }): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      const examined = await examineAtlas(dir, { signal, onProgress: bar.update });
      bar.stop();
      if (!examined.healthy) process.exitCode = 1;
      if (options.json === true) {
        console.log(JSON.stringify(examined, null, 2));
        return;
      }
      const lines = [
        `${examined.files} files checked, ${examined.problems.length} wrong`,
        ...examined.problems.map(({ file, message }) => `  ${file}: ${message}`),
        ...(examined.quality === null ? [] : [formatQuality(examined.quality)]),
        ...examined.advice,
      ];
      console.log(lines.join('\n'));
    });
  } finally {
    bar.stop();
  }
}
