import {
  type Atlas,
  findRegion,
  type Novelty,
  openAtlas,
  type Paper,
  paperName,
  percentileOf,
  type Region,
  rankByNovelty,
  type SimilarityBaseline,
} from '../node.ts';
import { formatCloseness } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { aboutPaper, namePaper, style } from './paper-line.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatPapers } from './summary.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly region?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export async function runNovelty(dir: string, options: Options): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
      const region = options.region === undefined ? null : findRegion(await atlas.regions(), options.region);
      const among = await listRows(atlas, region);
      const novelty = await atlas.novelty({ signal, onProgress: bar.update });
      bar.stop();
      const rows = rankByNovelty(novelty, options.limit, among);
      const list = describeList(atlas.papers, novelty, rows, (await atlas.calibration())?.papers ?? null);
      const counts = countUnranked(atlas.papers, novelty, among);
      if (options.json === true) {
        const about = region && { id: region.id, name: region.name };
        console.log(JSON.stringify({ region: about, ...counts, papers: list.map(toJson) }, null, 2));
      } else {
        printList(list);
        printCounts(counts, list.length);
      }
    });
  } finally {
    bar.stop();
  }
}

async function listRows(atlas: Atlas, region: Region | null): Promise<number[]> {
  const rows = [...atlas.papers.keys()];
  if (region === null) return rows;
  const membership = await atlas.membership();
  return rows.filter((row) => membership[2 * row + region.level] === region.id);
}

interface NewPaper {
  readonly rank: number;
  readonly paper: Paper;
  readonly distance: number;
  readonly similarity: number;
  readonly percentile: number | null;
  readonly nearest: Paper;
  /** Papers of earlier years, of which that is the nearest. */
  readonly earlier: number;
}

function describeList(
  papers: readonly Paper[],
  { distances, nearest, earlier }: Novelty,
  rows: Int32Array,
  baseline: SimilarityBaseline | null,
): NewPaper[] {
  return Array.from(rows, (row, at) => {
    const distance = distances[row]!;
    const similarity = 1 - distance;
    return {
      rank: at + 1,
      paper: papers[row]!,
      distance,
      similarity,
      percentile: baseline && percentileOf(baseline, similarity),
      nearest: papers[nearest[row]!]!,
      earlier: earlier[row]!,
    };
  });
}

interface Counts {
  /** Of the papers that were asked about. */
  readonly total: number;
  readonly firstYear: number | null;
  readonly ofFirstYear: number;
  readonly withoutYear: number;
}

function countUnranked(papers: readonly Paper[], { firstYear }: Novelty, among: readonly number[]): Counts {
  const years = among.map((row) => papers[row]!.year);
  return {
    total: among.length,
    firstYear,
    ofFirstYear: years.filter((year) => year !== null && year === firstYear).length,
    withoutYear: years.filter((year) => year === null).length,
  };
}

function toJson({ rank, paper, nearest, earlier, ...closeness }: NewPaper) {
  const named = ({ id, title, year }: Paper) => ({ id, title, year });
  return { rank, ...named(paper), ...closeness, nearest: named(nearest), earlier };
}

function printList(list: readonly NewPaper[]): void {
  const width = String(list.length).length;
  const indent = ' '.repeat(width + 2);
  for (const { rank, paper, nearest, earlier, ...closeness } of list) {
    console.log(`${String(rank).padStart(width)}  ${namePaper(paper)}`);
    console.log(style('dim', `${indent}${aboutPaper(paper)}`));
    const before = earlier === 1 ? 'the one paper before it' : `nearest of ${earlier} papers before it`;
    console.log(`${indent}${before}: ${paperName(nearest)} (${nearest.year})`);
    console.log(style('dim', `${indent}${formatCloseness(closeness)}`));
  }
}

function printCounts({ total, firstYear, ofFirstYear, withoutYear }: Counts, shown: number): void {
  const ranked = total - ofFirstYear - withoutYear;
  const left = [
    ...(ofFirstYear > 0 ? [`${ofFirstYear} of ${firstYear}, the first year, with nothing before them`] : []),
    ...(withoutYear > 0 ? [`${withoutYear} without a year`] : []),
  ];
  const rest = left.length === 0 ? '' : `; left out: ${left.join(', ')}`;
  console.error(`${shown} of ${formatPapers(ranked)}${rest}`);
}
