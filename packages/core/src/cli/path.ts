import { openAtlas, type Paper, paperName, type ReadingPath } from '../node.ts';
import { formatCloseness } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { aboutPaper, namePaper, style } from './paper-line.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly json?: boolean;
}

/** Exit status 1 when no path leads there, as when a search finds nothing: a script can ask. */
export async function runPath(dir: string, first: string, second: string, options: Options): Promise<void> {
  await withInterrupt(async (signal) => {
    await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
    const [from, to] = [atlas.findPaper(first), atlas.findPaper(second)];
    const path = await atlas.path(from.id, to.id, { signal });
    if (options.json === true) console.log(JSON.stringify(describePath(from, to, path), null, 2));
    else {
      printPath(path);
      const closeness = `the two papers themselves: ${formatCloseness(path.direct)}`;
      console.error(from.id === to.id ? 'both are the same paper' : closeness);
    }
    if (path.isWhole) return;
    const nearest = path.steps.at(-1)!.paper;
    console.error(
      `no path leads from ${paperName(from)} (${from.id}) to ${paperName(to)} (${to.id}); of what can be reached the nearest to it is ${
        nearest.id === from.id ? 'the first paper itself' : `${paperName(nearest)} (${nearest.id})`
      }`,
    );
    process.exitCode = 1;
  });
}

function describePath(from: Paper, to: Paper, { isWhole, steps, direct }: ReadingPath) {
  return {
    from: from.id,
    to: to.id,
    whole: isWhole,
    ...direct,
    steps: steps.map(({ paper, closeness }) => ({
      id: paper.id,
      title: paper.title,
      similarity: closeness?.similarity ?? null,
      percentile: closeness?.percentile ?? null,
    })),
  };
}

function printPath({ steps }: ReadingPath): void {
  const width = String(steps.length).length;
  const indent = ' '.repeat(width + 2);
  for (const [at, { paper, closeness }] of steps.entries()) {
    if (closeness !== null) console.log(style('dim', `${indent}│ ${formatCloseness(closeness)}`));
    console.log(`${String(at + 1).padStart(width)}  ${namePaper(paper)}`);
    console.log(style('dim', `${indent}${aboutPaper(paper)}`));
  }
}
