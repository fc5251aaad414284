import { openAtlas, type SearchMode } from '../node.ts';
import { printHits } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly limit: number;
  readonly mode: SearchMode;
  readonly json?: boolean;
}

export async function runSimilar(dir: string, words: string[], options: Options): Promise<void> {
  await withInterrupt(async (signal) => {
    const { limit, mode } = options;
    await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
    const paper = atlas.findPaper(words.join(' '));
    const start = performance.now();
    const hits = await atlas.similar(paper.id, { limit, mode, signal });
    const tookMs = performance.now() - start;
    if (options.json !== true) console.error(`nearest to: ${paper.title} (${paper.id})`);
    printHits({ query: paper.id, mode, tookMs, total: atlas.papers.length - 1, hits }, options.json);
  });
}
