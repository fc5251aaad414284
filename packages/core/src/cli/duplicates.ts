import {
  type DuplicateGroup,
  encodePapers,
  findDuplicateGroups,
  openAtlas,
  type Paper,
  type PaperExportFormat,
} from '../node.ts';
import { withInterrupt } from './interrupt.ts';
import { aboutPaper, namePaper, style } from './paper-line.ts';
import { createProgressBar } from './progress-bar.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly format?: PaperExportFormat;
  readonly json?: boolean;
}

export async function runDuplicates(dir: string, { format, json }: Options): Promise<void> {
  const bar = createProgressBar();
  try {
    await withInterrupt(async (signal) => {
      await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
      const groups = await findDuplicateGroups(atlas, { signal, onProgress: bar.update });
      bar.stop();
      if (json === true) console.log(JSON.stringify(describeGroups(atlas.papers, groups), null, 2));
      else if (format === undefined) printGroups(atlas.papers, groups);
      else
        for (const piece of encodePapers(
          groups.map(({ merged }) => merged),
          format,
        ))
          process.stdout.write(piece);
      if (json !== true) printTotal(groups);
    });
  } finally {
    bar.stop();
  }
}

function describeGroups(papers: readonly Paper[], groups: readonly DuplicateGroup[]) {
  const idOf = (row: number): string => papers[row]!.id;
  return {
    total: papers.length,
    groups: groups.map(({ rows, pairs, merged }) => ({
      papers: rows.map((row) => ({ id: idOf(row), title: papers[row]!.title })),
      pairs: pairs.map(({ a, b, ...evidence }) => ({ a: idOf(a), b: idOf(b), ...evidence })),
      merged,
    })),
  };
}

function printGroups(papers: readonly Paper[], groups: readonly DuplicateGroup[]): void {
  for (const { rows, pairs } of groups) {
    for (const row of rows) {
      const paper = papers[row]!;
      console.log(`${namePaper(paper)}  ${style('dim', aboutPaper(paper))}`);
    }
    for (const { a, b, reasons } of pairs) {
      const names = rows.length > 2 ? `${papers[a]!.id} and ${papers[b]!.id}: ` : '';
      console.log(`    ${names}${reasons.join('; ')}`);
    }
    console.log();
  }
}

function printTotal(groups: readonly DuplicateGroup[]): void {
  const papers = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  console.error(
    groups.length === 0 ? 'no paper is there twice' : `${papers} papers in ${groups.length} groups`,
  );
}
