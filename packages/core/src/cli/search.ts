import { openAtlas } from '../node.ts';
import { printHits } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { readQueryText } from './query-text.ts';
import { type RankFlags, toRankOptions } from './rank-options.ts';
import { printWarning } from './warning.ts';

interface Options extends RankFlags {
  readonly file?: string;
  readonly model?: string;
}

/** A text from stdin or a file is somebody's abstract: it is taken as it is, without the query language. */
export async function runSearch(dir: string, words: string[], options: Options): Promise<void> {
  const query = await readQueryText(words, options.file);
  const isPlain = options.file !== undefined || (words.length === 1 && words[0] === '-');
  await withInterrupt(async (signal) => {
    const { mode, model, json } = options;
    await using atlas = await openAtlas(dir, { model, signal, onWarning: printWarning, preloadModel: true });
    const rankOptions = toRankOptions(options, atlas.columnNames());
    const start = performance.now();
    const ranking = await atlas.rank(query, { ...rankOptions, isPlain, signal });
    const tookMs = performance.now() - start;
    printHits({ asked: { query: query.trim() }, mode, tookMs, papers: atlas.papers, ranking }, json);
  });
}
