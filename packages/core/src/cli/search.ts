import { openAtlas, type SearchMode } from '../node.ts';
import { printHits } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { readQueryText } from './query-text.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly file?: string;
  readonly limit: number;
  readonly mode: SearchMode;
  readonly model?: string;
  readonly json?: boolean;
}

export async function runSearch(dir: string, words: string[], options: Options): Promise<void> {
  const query = await readQueryText(words, options.file);
  await withInterrupt(async (signal) => {
    const { limit, mode, model } = options;
    await using atlas = await openAtlas(dir, { model, signal, onWarning: printWarning, preloadModel: true });
    const start = performance.now();
    const hits = await atlas.search(query, { limit, mode, signal });
    const tookMs = performance.now() - start;
    printHits({ query: query.trim(), mode, tookMs, total: atlas.papers.length, hits }, options.json);
  });
}
