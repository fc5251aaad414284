import { type Hit, type Paper, type PaperCloseness, type Ranking, type SearchMode, toHits } from '../node.ts';
import { aboutPaper, namePaper, style } from './paper-line.ts';
import { formatPapers } from './summary.ts';

/** A ranked list with what was asked. */
export interface HitList {
  /** What was asked, as it stands at the beginning of the JSON: the query, or the ids. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly mode: SearchMode;
  readonly tookMs: number;
  readonly papers: readonly Paper[];
  readonly ranking: Ranking;
  /** What else is said of a hit, by its rank - 1: under `explanation` in the JSON, in lines of their own for a person. */
  readonly explanations?: readonly Explained[] | undefined;
}

export interface Explained {
  readonly data: unknown;
  readonly lines: readonly string[];
}

/** Prints hits for a person, or as the JSON that docs/command-line.md describes. */
export function printHits(list: HitList, asJson: boolean | undefined): void {
  const hits = toHits(list.papers, list.ranking);
  if (asJson === true) console.log(JSON.stringify(describe(list, hits), null, 2));
  else printForPerson(list, hits);
}

function describe({ asked, mode, tookMs, ranking, explanations }: HitList, hits: readonly Hit[]): object {
  const { total, weakBy, weakFrom, terms, notes } = ranking;
  return {
    ...asked,
    mode,
    tookMs: Math.round(tookMs * 10) / 10,
    total,
    weakBy,
    weakFrom,
    terms,
    notes,
    hits: hits.map(({ rank, paper, score, similarity, percentile, isWeak, parts }, at) => ({
      rank,
      id: paper.id,
      title: paper.title,
      score,
      similarity,
      percentile,
      weak: isWeak,
      parts,
      ...(explanations === undefined ? {} : { explanation: explanations[at]?.data ?? null }),
    })),
  };
}

function printForPerson({ ranking, tookMs, explanations }: HitList, hits: readonly Hit[]): void {
  const width = String(hits.length).length;
  const indent = ' '.repeat(width + 2);
  for (const [at, { rank, paper, percentile }] of hits.entries()) {
    if (rank === ranking.weakFrom) console.log(style('dim', `${indent}${weakLine(ranking)}`));
    const closeness = percentile === null ? null : formatPercentile(percentile);
    console.log(`${String(rank).padStart(width)}  ${namePaper(paper)}`);
    console.log(style('dim', `${indent}${aboutPaper(paper, [closeness])}`));
    for (const line of explanations?.[at]?.lines ?? []) console.log(`${indent}${line}`);
  }
  for (const { message } of ranking.notes) console.error(`note: ${message}`);
  for (const { word, instead } of ranking.terms)
    if (instead.length > 0)
      console.error(`note: no paper has “${word}”; looked for ${listWords(instead)} instead`);
  console.error(`${hits.length} of ${formatPapers(ranking.total)}, ${Math.round(tookMs)} ms`);
}

/** `“model” and “yodel”`. */
function listWords(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words.map((word) => `“${word}”`));
}

/** Says what the hits below are; the first of a list has none above. */
function weakLine({ weakBy, weakFrom }: Ranking): string {
  if (weakBy === 'words')
    return weakFrom === 1 ? 'no paper has all of the words' : 'below: not all of the words';
  return weakFrom === 1 ? 'no match stands out' : 'weaker matches below';
}

/** `closer than 99.2 %`; rounded down, so that it never says 100, with a second digit where the first is a nine. */
function formatPercentile(percentile: number): string {
  const digits = percentile >= 99.9 ? 100 : 10;
  return `closer than ${Math.floor(percentile * digits) / digits} %`;
}

/** `closer than 99.2 % of the pairs of papers; similarity 0.71`. */
export function formatCloseness({ similarity, percentile }: PaperCloseness): string {
  const closeness = percentile === null ? '' : `${formatPercentile(percentile)} of the pairs of papers; `;
  return `${closeness}similarity ${similarity.toFixed(2)}`;
}
