import {
  buildAtlas,
  ExplorerError,
  NO_MAP,
  type PaperInput,
  type ReusedEmbeddings,
  readPapers,
} from '../node.ts';
import { formatChange } from './change-summary.ts';
import { printIngestReport } from './ingest-summary.ts';
import { withInterrupt } from './interrupt.ts';
import type { ColumnMapping } from './options.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatBytes, formatPapers, formatQuality, formatRegions } from './summary.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly out: string;
  readonly format?: string;
  readonly map?: ColumnMapping;
  readonly model?: string;
  readonly maxTokens?: number;
  readonly neighbors: number;
  readonly seed: number;
  readonly workers?: number;
  readonly refit?: boolean;
  readonly noMap?: boolean;
  readonly json?: boolean;
}

/** `-` alone is standard input. */
function toPaperInput(inputs: readonly string[]): PaperInput {
  if (!inputs.includes('-')) return inputs;
  if (inputs.length === 1) return { stdin: process.stdin };
  throw new ExplorerError('INVALID_ARGUMENT', 'got - (standard input) beside files; give one or the other');
}

/** Says on stderr what need not be embedded; nothing when that is nothing. */
function printReuse({ resumed, unchanged, made }: ReusedEmbeddings): void {
  const total = (resumed + unchanged + made).toLocaleString('en');
  if (resumed > 0)
    console.error(`${resumed.toLocaleString('en')} of ${total} embeddings kept from the last run`);
  if (unchanged > 0)
    console.error(`${unchanged.toLocaleString('en')} of ${total} embeddings taken from the atlas before`);
}

export async function runBuild(inputs: string[], options: Options): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      const task = { signal, onProgress: bar.update };
      const { papers, report: ingest } = await readPapers(toPaperInput(inputs), {
        format: options.format,
        mapping: options.map,
        ...task,
      });
      bar.stop();
      printIngestReport(ingest);
      const { out, model, maxTokens, neighbors, seed, workers, refit, noMap = false } = options;
      const onWarning = (message: string) => {
        bar.stop();
        printWarning(message);
      };
      const report = await buildAtlas(papers, {
        out,
        model,
        maxTokens,
        neighbors,
        seed,
        workers,
        refit,
        map: !noMap,
        ingest,
        onWarning,
        onReuse: (reused) => {
          bar.stop();
          printReuse(reused);
        },
        ...task,
      });
      bar.stop();
      if (options.json === true) {
        console.log(JSON.stringify(report, null, 2));
        return;
      }
      const seconds = report.stages.reduce((sum, stage) => sum + stage.seconds, 0);
      const lines = [
        `${out}: ${formatPapers(report.papers)}, generation ${report.generation}, ${seconds.toFixed(1)} s, peak memory ${formatBytes(report.peakBytes)}`,
        `time: ${report.stages.map((stage) => `${stage.stage} ${stage.seconds.toFixed(1)} s`).join(', ')}`,
        ...(report.change ? formatChange(report.change, { hasMap: !noMap }) : []),
        formatQuality(report.quality),
        ...(noMap ? [NO_MAP] : ['regions:', ...formatRegions(report.regions)]),
      ];
      console.log(lines.join('\n'));
    });
  } finally {
    bar.stop();
  }
}
