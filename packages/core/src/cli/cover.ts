import {
  type Cover,
  ExplorerError,
  NO_MAP,
  openAtlas,
  type Paper,
  paperName,
  type RegionCoverage,
  readPapers,
} from '../node.ts';
import { formatCloseness } from './hit-list.ts';
import { printIngestReport } from './ingest-summary.ts';
import { withInterrupt } from './interrupt.ts';
import { aboutPaper, namePaper, style } from './paper-line.ts';
import { createProgressBar } from './progress-bar.ts';
import { formatCount, formatPapers } from './summary.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly format?: string;
  readonly json?: boolean;
}

export async function runCover(dir: string, bibliography: string, options: Options): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      const { format, json } = options;
      await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
      const input = bibliography === '-' ? { stdin: process.stdin } : bibliography;
      const { papers: entries, report } = await readPapers(input, { format, signal });
      if (json !== true || report.rejected.count > 0) printIngestReport(report);
      assertEntries(entries, bibliography);
      const cover = await atlas.cover(entries, { signal, onProgress: bar.update });
      bar.stop();
      if (!atlas.hasMap) printWarning(`${NO_MAP}; of regions nothing can be said`);
      if (json === true) console.log(JSON.stringify(describeCover(cover, atlas.papers.length), null, 2));
      else printCover(cover, atlas.papers.length);
    });
  } finally {
    bar.stop();
  }
}

/** Of nothing it could only be said that nothing of it is here, which sounds like an answer. */
function assertEntries(entries: readonly Paper[], bibliography: string): void {
  if (entries.length > 0) return;
  const name = bibliography === '-' ? 'standard input' : bibliography;
  throw new ExplorerError(
    'EMPTY_CORPUS',
    `there is no entry in ${name} to look for; expected papers in a format that build reads, so check the file or name its --format`,
  );
}

function describeCover({ found, missing, papers, regions }: Cover, total: number) {
  return {
    entries: found.length + missing.length,
    papers,
    total,
    found: found.map(({ entry, papers: versions, evidence: { kind, reasons } }) => ({
      entry: describeEntry(entry),
      papers: versions.map(({ id }) => id),
      kind,
      reasons,
    })),
    missing: missing.map(describeEntry),
    regions: regions.map(({ region: { id, name, level, parent, size }, found: count, next }) => ({
      ...{ id, name, level, parent, size, found: count },
      next: next && {
        id: next.paper.id,
        title: next.paper.title,
        nearest: next.nearest.id,
        similarity: next.similarity,
        percentile: next.percentile,
      },
    })),
  };
}

/** By its BibTeX key where it has one: that is what one looks for in the file. */
function describeEntry({ id, title, extra }: Paper) {
  return { key: typeof extra['bibtexKey'] === 'string' ? extra['bibtexKey'] : null, id, title };
}

function printCover({ found, missing, papers, regions }: Cover, total: number): void {
  for (const coverage of regions.filter(({ region }) => region.level === 0)) printRegion(coverage);
  if (missing.length > 0) console.log('not here:');
  for (const entry of missing) {
    const { key, id } = describeEntry(entry);
    console.log(`  ${paperName(entry)}  ${style('dim', key ?? id)}`);
  }
  const entries = found.length + missing.length;
  const share = total === 0 ? 0 : Math.round((100 * papers) / total);
  console.error(
    `${found.length} of ${formatCount(entries, 'entry', 'entries')} are here: ${papers} of ${formatPapers(total)}, ${share} %`,
  );
}

function printRegion({ region, found, next }: RegionCoverage): void {
  const share = Math.round((100 * found) / region.size);
  console.log(`${style('bold', region.name)}  ${found} of ${formatPapers(region.size)}, ${share} %`);
  if (next === null) return;
  console.log(`  next: ${namePaper(next.paper)}`);
  console.log(style('dim', `        ${aboutPaper(next.paper)}`));
  console.log(style('dim', `        ${formatCloseness(next)}, to ${paperName(next.nearest)}`));
}
