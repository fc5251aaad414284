import { type AtlasEvaluation, evaluateAtlas, readJudgedSet, type SearchMode } from '../node.ts';
import { formatEvaluation } from './evaluation-table.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
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
  const tell = (list: AtlasEvaluation['missing'], what: string): void => {
    if (list.count === 0) return;
    const shown = list.listed.slice(0, 5).join(', ');
    printWarning(`${list.count} ${what}: ${shown}${list.count > 5 ? ', …' : ''}`);
  };
  tell(missing, 'relevant papers are not in this atlas and count as not found');
  tell(unjudged, 'queries have no judgement and were not asked');
  tell(withoutText, 'judged queries have no text and were not asked');
}
