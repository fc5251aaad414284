import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { fillMissing } from '../papers/duplicates.ts';
import type { Paper } from '../papers/paper.ts';
import { type LongTask, Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import {
  arxivIdOf,
  type ComparedPaper,
  compareForDuplicates,
  type DuplicateEvidence,
} from './duplicate-evidence.ts';
import { duplicateKeys, MAX_SAME_KEY } from './duplicate-keys.ts';
import { createWordProfile } from './duplicate-text.ts';

/** Two papers of a group that were found to be one work. */
export interface DuplicatePair extends DuplicateEvidence {
  /** Rows, a < b. */
  readonly a: number;
  readonly b: number;
}

/** Papers that are one work: copies, or versions of it. */
export interface DuplicateGroup {
  /** Ascending; two or more. */
  readonly rows: readonly number[];
  readonly pairs: readonly DuplicatePair[];
  /** The most complete of them, filled with what only the others know; their ids are in its column `otherids`. */
  readonly merged: Paper;
}

/** Vectors and kNN graph of the same papers. */
export interface DuplicateSources {
  readonly embeddings: VectorMatrix;
  readonly neighbors: NeighborTable;
}

/**
 * Groups of papers that are one work, in the order of their first rows. Candidates are papers with one DOI, arXiv id
 * or title, and the neighbours by meaning; their words decide, see {@link compareForDuplicates}. Two groups become one
 * only when at least half of the pairs across are duplicates, so that a chain of papers, each a little like the next,
 * is not one work.
 *
 * Progress is reported as stage `duplicates`, in rows.
 *
 * @throws ExplorerError ABORTED
 */
export async function groupDuplicates(
  papers: readonly Paper[],
  { embeddings, neighbors }: DuplicateSources,
  { signal, onProgress }: LongTask = {},
): Promise<DuplicateGroup[]> {
  const compared = new Map<number, ComparedPaper>();
  const paperAt = (row: number): ComparedPaper => {
    const known = compared.get(row) ?? { paper: papers[row]!, profile: createWordProfile(papers[row]!) };
    compared.set(row, known);
    return known;
  };
  const answers = new Map<number, DuplicatePair | null>();
  const compare = (x: number, y: number): DuplicatePair | null => {
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = a * papers.length + b;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const { data, dimension } = embeddings;
    const similarity = Math.min(1, Math.max(-1, dot(data, a * dimension, data, b * dimension, dimension)));
    const evidence = compareForDuplicates(paperAt(a), paperAt(b), similarity);
    const pair = evidence && { a, b, ...evidence };
    answers.set(key, pair);
    return pair;
  };

  const pairs: DuplicatePair[] = [];
  const take = (a: number, b: number): void => {
    if (a === b || answers.has(Math.min(a, b) * papers.length + Math.max(a, b))) return;
    const pair = compare(a, b);
    if (pair !== null) pairs.push(pair);
  };
  for (const rows of keyedRows(papers)) for (const [a, b] of pairsOf(rows)) take(a, b);
  const pace = new Pace(signal, 'looking for duplicates');
  for (let row = 0; row < papers.length; row++) {
    if (pace.isDue) {
      onProgress?.({ stage: 'duplicates', done: row, total: papers.length });
      await pace.rest();
    }
    for (let i = 0; i < neighbors.k; i++) {
      const other = neighbors.indices[row * neighbors.k + i]!;
      if (other >= 0) take(row, other);
    }
  }
  onProgress?.({ stage: 'duplicates', done: papers.length, total: papers.length });
  return joinPairs(pairs, compare).map((rows) => ({
    rows,
    pairs: pairsOf(rows).flatMap(([a, b]) => compare(a, b) ?? []),
    merged: mergePapers(rows.map((row) => papers[row]!)),
  }));
}

/** Rows that share a DOI, an arXiv id or a title. */
function keyedRows(papers: readonly Paper[]): number[][] {
  const rows = new Map<string, number[]>();
  const add = (key: string, row: number): void => {
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else if (known.length < MAX_SAME_KEY) known.push(row);
  };
  papers.forEach((paper, row) => {
    for (const key of duplicateKeys(paper)) add(key, row);
  });
  return [...rows.values()].filter(({ length }) => length > 1);
}

function pairsOf(rows: readonly number[]): [number, number][] {
  return rows.flatMap((a, i) => rows.slice(i + 1).map((b): [number, number] => [a, b]));
}

/** Groups by the strongest pairs first. */
function joinPairs(
  pairs: readonly DuplicatePair[],
  compare: (a: number, b: number) => DuplicatePair | null,
): number[][] {
  const groupOf = new Map<number, number[]>();
  const byStrength = [...pairs].sort((p, q) => strength(q) - strength(p) || p.a - q.a || p.b - q.b);
  for (const pair of byStrength) {
    const [first, second] = [groupOf.get(pair.a) ?? [pair.a], groupOf.get(pair.b) ?? [pair.b]];
    if (first === second) continue;
    if (pair.kind !== 'same-id' && !areMostlyPairs(first, second, compare)) continue;
    const joined = [...first, ...second];
    for (const row of joined) groupOf.set(row, joined);
  }
  return [...new Set(groupOf.values())]
    .map((rows) => rows.sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);
}

function areMostlyPairs(
  first: readonly number[],
  second: readonly number[],
  compare: (a: number, b: number) => DuplicatePair | null,
): boolean {
  let found = 0;
  for (const a of first) for (const b of second) if (compare(a, b) !== null) found++;
  return 2 * found >= first.length * second.length;
}

function strength({ kind, figures: { title, runs, words } }: DuplicatePair): number {
  const base = kind === 'same-id' ? 10 : kind === 'same-title' ? 5 : 0;
  return base + title + (runs ?? 0) + (words ?? 0);
}

/** The published version leads, then the one that says most. */
function mergePapers(papers: readonly Paper[]): Paper {
  const [first, ...others] = [...papers].sort((a, b) => weight(b) - weight(a));
  const merged = others.reduce(fillMissing, first!);
  return { ...merged, extra: { ...merged.extra, otherids: others.map(({ id }) => id).join('; ') } };
}

function weight(paper: Paper): number {
  const isPublished = paper.doi !== null && arxivIdOf({ ...paper, arxivId: null }) === null;
  const known = [paper.venue, paper.year, paper.url, paper.authors[0], paper.categories[0]];
  return (
    (isPublished ? 1e6 : 0) +
    (paper.venue === null ? 0 : 1e5) +
    1e4 * known.filter((value) => value !== null && value !== undefined).length +
    Math.min(9999, paper.abstract.length)
  );
}
