import { type AtlasEvaluation, evaluateAtlas, readJudgedSet, type SearchMode } from '../node.ts';
import { formatEvaluation } from './evaluation-table.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatCount } from './summary.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly queries: string;
  readonly qrels: string;
  readonly limit: number;
  readonly modes?: readonly SearchMode[];
  readonly model?: string;
  readonly seed: number;
  readonly json?: boolean;
}

export async function runEval(dir: string, options: Options): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      const { queries, qrels, limit, modes, model, seed } = options;
      const judged = await readJudgedSet({ queries, judgements: qrels });
      const evaluation = await evaluateAtlas(dir, judged, {
        ...{ limit, modes, model, seed, signal },
        onProgress: bar.update,
        onWarning: printWarning,
      });
      bar.stop();
      warnOfGaps(evaluation);
      if (options.json === true) console.log(JSON.stringify(evaluation, null, 2));
      else console.log(formatEvaluation(evaluation).join('\n'));
    });
  } finally {
    bar.stop();
  }
}

function warnOfGaps({ missing, unjudged, withoutText }: AtlasEvaluation): void {
  const tell = (list: AtlasEvaluation['missing'], one: string, many: string): void => {
    if (list.count === 0) return;
    const shown = list.listed.slice(0, 5).join(', ');
    printWarning(`${formatCount(list.count, one, many)}: ${shown}${list.count > 5 ? ', …' : ''}`);
  };
  tell(
    missing,
    'relevant paper is not in this atlas and counts as not found',
    'relevant papers are not in this atlas and count as not found',
  );
  tell(unjudged, 'query has no judgement and was not asked', 'queries have no judgement and were not asked');
  tell(
    withoutText,
    'judged query has no text and was not asked',
    'judged queries have no text and were not asked',
  );
}
