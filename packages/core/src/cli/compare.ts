import { openAtlas, type Paper, type PaperComparison, type TellingWord } from '../node.ts';
import { formatCloseness } from './hit-list.ts';
import { withInterrupt } from './interrupt.ts';
import { namePaper, style } from './paper-line.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly limit: number;
  readonly model?: string;
  readonly json?: boolean;
}

export async function runCompare(
  dir: string,
  first: string,
  second: string,
  options: Options,
): Promise<void> {
  await withInterrupt(async (signal) => {
    const { limit, model, json } = options;
    await using atlas = await openAtlas(dir, { model, signal, onWarning: printWarning, preloadModel: true });
    const [a, b] = [atlas.findPaper(first), atlas.findPaper(second)];
    const comparison = await atlas.explainPair(a.id, b.id, { limit, signal });
    if (a.id === b.id) printWarning('a and b are the same paper');
    if (json === true) console.log(JSON.stringify(comparison, null, 2));
    else console.log(describeComparison(a, b, comparison).join('\n'));
  });
}

function describeComparison(a: Paper, b: Paper, comparison: PaperComparison): string[] {
  const { sentences, shared, onlyA, onlyB } = comparison;
  const title = (name: string, paper: Paper) => `${name}  ${namePaper(paper)}  ${style('dim', paper.id)}`;
  return [
    title('a', a),
    title('b', b),
    formatCloseness(comparison),
    ...(sentences ?? []).flatMap((pair) => [
      '',
      `a  ${pair.a.text}`,
      `b  ${pair.b.text}`,
      style('dim', `   similarity ${pair.similarity.toFixed(2)}`),
    ]),
    '',
    `both: ${listWords(shared)}`,
    `only a: ${listWords(onlyA)}`,
    `only b: ${listWords(onlyB)}`,
  ];
}

function listWords(words: readonly TellingWord[]): string {
  return words.length === 0 ? 'no telling word' : words.map(({ word }) => word).join(', ');
}
