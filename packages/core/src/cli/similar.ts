import { type Atlas, isExplorerError, openAtlas, type Paper, paperName } from '../node.ts';
import { explainPairs } from './explain-hits.ts';
import { printHits } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { type RankFlags, toRankOptions } from './rank-options.ts';
import { printWarning } from './warning.ts';

interface Options extends RankFlags {
  readonly dislike?: readonly string[];
  readonly words?: string;
  readonly model?: string;
}

export async function runSimilar(dir: string, names: string[], options: Options): Promise<void> {
  await withInterrupt(async (signal) => {
    const { mode, model, words, explain, json } = options;
    const preloadModel = words !== undefined || explain === true;
    await using atlas = await openAtlas(dir, { model, signal, onWarning: printWarning, preloadModel });
    const liked = findPapers(atlas, names);
    const disliked = (options.dislike ?? []).map((name) => atlas.findPaper(name));
    const rankOptions = toRankOptions(options, atlas.columnNames());
    const ids = [...new Set(liked.map(({ id }) => id))];
    const dislike = [...new Set(disliked.map(({ id }) => id))];
    const start = performance.now();
    const ranking = await atlas.rank(ids, { ...rankOptions, dislike, words, signal });
    const tookMs = performance.now() - start;
    if (json !== true) {
      for (const paper of new Set(liked)) console.error(`nearest to: ${paperName(paper)} (${paper.id})`);
      for (const paper of new Set(disliked)) console.error(`away from: ${paperName(paper)} (${paper.id})`);
    }
    const asked = {
      query: ids.join(' '),
      ids,
      ...(dislike.length > 0 && { dislike }),
      ...(words !== undefined && { words }),
    };
    const explanations = explain === true ? await explainPairs(atlas, ids, ranking, signal) : undefined;
    printHits({ asked, mode, tookMs, papers: atlas.papers, ranking, explanations }, json);
  });
}

/**
 * Several papers when each word names one; else all words are one title, so that it needs no quotes. When neither is so, a
 * list in which some words name papers is taken for a list with a mistake in it.
 */
function findPapers(atlas: Pick<Atlas, 'findPaper'>, names: readonly string[]): Paper[] {
  const found = names.map((name) => attempt(() => atlas.findPaper(name)));
  const papers = found.filter((one): one is Paper => !(one instanceof Error));
  if (papers.length === names.length) return papers;
  const whole = attempt(() => atlas.findPaper(names.join(' ')));
  if (!(whole instanceof Error)) return [whole];
  throw papers.length === 0 ? whole : found.find((one) => one instanceof Error);
}

function attempt(find: () => Paper): Paper | Error {
  try {
    return find();
  } catch (error) {
    if (isExplorerError(error, 'PAPER_NOT_FOUND')) return error;
    throw error;
  }
}
