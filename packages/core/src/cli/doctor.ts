import { type AtlasExamination, examineAtlas } from '../node.ts';
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
      if (options.json === true) console.log(JSON.stringify(examined, null, 2));
      else console.log(formatExamination(examined).join('\n'));
    });
  } finally {
    bar.stop();
  }
}

function formatExamination(examined: AtlasExamination): string[] {
  const { files, problems, quality, index, keywords, calibration, advice } = examined;
  const lines = [
    `${files} files checked, ${problems.length} wrong`,
    ...problems.map(({ file, message }) => `  ${file}: ${message}`),
  ];
  if (quality !== null) lines.push(formatQuality(quality));
  if (index !== null) {
    const least = index.efFor99 === null ? 'no ef up to 2,048 gives .99' : `ef ${index.efFor99} gives .99`;
    lines.push(`index: searches take ef ${index.ef}; ${least}`);
  }
  if (keywords !== null) {
    const agrees = keywords.agrees === true ? ', the same when built anew' : '';
    lines.push(`words: ${keywords.terms} terms, ${keywords.isStored ? 'stored' : 'not stored'}${agrees}`);
  }
  if (calibration !== null) {
    const { stored, measured } = calibration.median;
    const figure = (value: number | null) => value?.toFixed(3) ?? 'unknown';
    lines.push(
      `calibration: median similarity of two papers ${figure(stored)}, measured anew ${figure(measured)}`,
    );
  }
  return [...lines, ...advice];
}
