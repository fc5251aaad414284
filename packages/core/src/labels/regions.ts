import { ExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';
import { Pace } from '../task.ts';
import { type ClusterMap, findClusters } from './clusters.ts';
import { chooseNames, type NamedTerm, type RegionName } from './names.ts';
import { findPhrases, type Phrase } from './phrases.ts';
import { type ScoredTerm, scoreTerms } from './scores.ts';
import { runSteps, type Steps } from './steps.ts';
import { countTerms, mergeGroups, type TermCounts } from './terms.ts';
import { buildVocabulary, type PaperText, type Vocabulary } from './vocabulary.ts';

/** A named cluster of the map. */
export interface Region {
  /** Position in {@link RegionMap.regions}. */
  readonly id: number;
  /** 0 coarse, 1 fine. */
  readonly level: 0 | 1;
  /** The coarse region around a fine one; null for a coarse one. */
  readonly parent: number | null;
  /** One or two terms, as `rationales · explanations`. No two regions of a level share a name or a term of it. */
  readonly name: string;
  /** Up to eight telling terms, best first; the score is > 0 and compares within the region only. */
  readonly terms: readonly NamedTerm[];
  /** Papers in it, ≥ 1. */
  readonly size: number;
  /** Where it is densest, in map units: the place for its name. */
  readonly center: readonly [x: number, y: number];
}

export interface RegionMap {
  /** Coarse regions from the largest to the smallest, then the fine ones in the order of their parents. */
  readonly regions: readonly Region[];
  /** `count × 2`: for each paper the ids of its coarse and its fine region. Every paper has both. */
  readonly membership: Int32Array;
}

/** Names are read from this many papers at most, spread evenly over the rows: more change no name and take minutes. */
const MAX_PAPERS_READ = 30_000;
/** Candidates a region whose spelling is looked up. */
const TERMS_SPELLED = 60;
/** A fine region with this share of its parent's papers is called much the same. */
const SAME_SHARE = 0.8;
const STEPS = 5;

/**
 * The regions of a map and their names: hills of its density on two levels ({@link findClusters}), named by class-based
 * TF-IDF over the words and pairs of words of their titles and abstracts ({@link scoreTerms}). `xy` holds x and y of each
 * paper, in [-1, 1]; `texts[r]` belongs to paper r. Up to three papers are one region; no papers, none. The same input gives
 * the same result everywhere. Progress: stage `regions`.
 *
 * @throws ExplorerError DIMENSION_MISMATCH (not a text a place), INVALID_ARGUMENT (a place off the map), ABORTED
 */
export async function buildRegions(
  xy: Float32Array,
  texts: readonly PaperText[],
  task: LongTask = {},
): Promise<RegionMap> {
  assertMap(xy, texts.length);
  const pace = new Pace(task.signal, 'the naming of regions');
  let done = 0;
  const step = async <T>(steps: Steps<T>): Promise<T> => {
    task.onProgress?.({ stage: 'regions', done: done++, total: STEPS });
    await pace.rest();
    return runSteps(steps, pace);
  };

  const map = await step(findClusters(xy));
  const rows = pickRows(texts.length);
  const vocabulary = await step(buildVocabulary(rows.map((row) => texts[row]!)));
  const parents = parentsOf(map);
  const coarseCount = map.clusters.length - parents.length;
  const group = Int32Array.from(rows, (row) => map.membership[2 * row + 1]! - coarseCount);
  const fine = await step(countTerms(vocabulary, group, parents.length));
  const scores = await step(scoreLevels(vocabulary, fine, parents, coarseCount));
  const names = await step(nameLevels(map, parents, scores));
  task.onProgress?.({ stage: 'regions', done: STEPS, total: STEPS });
  return {
    regions: map.clusters.map(({ level, parent, size, center }, id): Region => {
      const { name, terms } = names[id]!;
      return { id, level, parent, name, terms, size, center };
    }),
    membership: map.membership,
  };
}

interface LevelScores {
  readonly coarseScores: readonly ScoredTerm[][];
  readonly fineScores: readonly ScoredTerm[][];
  readonly phrases: ReadonlyMap<number, Phrase>;
}

function* scoreLevels(
  vocabulary: Vocabulary,
  fine: TermCounts,
  parents: Int32Array,
  coarseCount: number,
): Steps<LevelScores> {
  const fineScores = firstOf(yield* scoreTerms(fine));
  const coarseScores = firstOf(yield* scoreTerms(yield* mergeGroups(fine, parents, coarseCount)));
  const candidates = new Set([...coarseScores, ...fineScores].flat().map(({ term }) => term));
  const phrases = yield* findPhrases(vocabulary, fine.terms, candidates);
  return { coarseScores, fineScores, phrases };
}

function* nameLevels(
  { clusters }: ClusterMap,
  parents: Int32Array,
  { coarseScores, fineScores, phrases }: LevelScores,
): Steps<readonly RegionName[]> {
  const coarseNames = yield* chooseNames(coarseScores, phrases);
  const parentNames = Array.from(parents, (parent, i) => ({
    named: coarseNames[parent]!.named,
    isSame: clusters[coarseNames.length + i]!.size >= SAME_SHARE * clusters[parent]!.size,
  }));
  return [...coarseNames, ...(yield* chooseNames(fineScores, phrases, parentNames))];
}

function assertMap(xy: Float32Array, count: number): void {
  if (xy.length !== 2 * count) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `got ${xy.length} coordinates for ${count} papers; expected ${2 * count}, two a paper`,
      { details: { expected: 2 * count, actual: xy.length } },
    );
  }
  const at = xy.findIndex((value) => !(value >= -1 && value <= 1));
  if (at < 0) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `got coordinate ${xy[at]} for paper ${at >> 1}; expected a map within [-1, 1]`,
    { details: { row: at >> 1 } },
  );
}

function pickRows(count: number): number[] {
  const size = Math.min(count, MAX_PAPERS_READ);
  return Array.from({ length: size }, (_, i) => Math.floor((i * count) / size));
}

/** For each fine cluster its coarse one. */
function parentsOf({ clusters }: ClusterMap): Int32Array {
  return Int32Array.from(clusters.flatMap(({ parent }) => (parent === null ? [] : [parent])));
}

function firstOf(scored: readonly ScoredTerm[][]): ScoredTerm[][] {
  return scored.map((terms) => terms.slice(0, TERMS_SPELLED));
}
