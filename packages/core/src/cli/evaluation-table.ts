import { type AtlasEvaluation, METRIC_NAMES, type MetricName } from '../node.ts';
import { formatCount } from './summary.ts';

type Interval = readonly [low: number, high: number];

/** A line a mode, and one for each two of them. */
export function formatEvaluation({ queries, modes, intervals, differences }: AtlasEvaluation): string[] {
  const rows = [
    ...Object.keys(modes).map((mode) => ({
      name: mode,
      cell: (metric: MetricName) => formatFigure(modes[mode]![metric], intervals[mode]![metric], ''),
    })),
    ...differences.map(({ mode, over, metrics }) => ({
      name: `${mode} - ${over}`,
      cell: (metric: MetricName) => {
        const { mean, low, high } = metrics[metric];
        return formatFigure(mean, [low, high], mean < 0 ? '' : '+');
      },
    })),
  ];
  const width = Math.max(...rows.map(({ name }) => name.length));
  const cells = (texts: readonly string[]) => texts.map((text) => text.padEnd(24)).join('  ');
  return [
    `${' '.repeat(width)}  ${cells(METRIC_NAMES)}`.trimEnd(),
    ...rows.map(({ name, cell }) => `${name.padEnd(width)}  ${cells(METRIC_NAMES.map(cell))}`.trimEnd()),
    `${formatCount(queries, 'query', 'queries')}; in brackets 95 % bootstrap intervals, those of differences paired`,
  ];
}

function formatFigure(mean: number, [low, high]: Interval, sign: string): string {
  return `${sign}${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
