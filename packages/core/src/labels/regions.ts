import { ExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';
import { Pace } from '../task.ts';
import { type ClusterMap, findClusters } from './clusters.ts';
import { followRegions, type RegionsBefore } from './follow-regions.ts';
import { chooseNames, type RegionName } from './names.ts';
import { findPhrases, type Phrase } from './phrases.ts';
import { extrapolate, sampleForAll, sampleForSome } from './reading-sample.ts';
import type { Region } from './region.ts';
import { type ScoredTerm, scoreTerms } from './scores.ts';
import { runSteps, type Steps } from './steps.ts';
import { countTerms, mergeGroups, type TermCounts } from './terms.ts';
import { buildVocabulary, type PaperText, type Vocabulary } from './vocabulary.ts';

export interface RegionOptions {
  /** Regions that were there before: those that are still there keep their names and their order. */
  readonly before?: RegionsBefore | undefined;
}

export interface RegionMap {
  /**
   * Coarse regions from the largest to the smallest, then the fine ones in the order of their parents; of each kind those
   * that were there before come first, in the order that they had.
   */
  readonly regions: readonly Region[];
  /** `count × 2`: for each paper the ids of its coarse and its fine region. Every paper has both. */
  readonly membership: Int32Array;
  /** For each region the position of what it was among those before; -1 for a new one. */
  readonly regionBefore: Int32Array;
}

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
  { before }: RegionOptions = {},
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

  const map = followRegions(await step(findClusters(xy)), before ?? noneBefore(xy));
  const kept = Array.from(map.regionBefore, (old) => before?.regions[old] ?? null);
  const named = (names: readonly (RegionName | Region)[]): RegionMap => ({
    regions: map.clusters.map(({ level, parent, size, center }, id): Region => {
      const { name, terms } = names[id]!;
      return { id, level, parent, name, terms, size, center };
    }),
    membership: map.membership,
    regionBefore: map.regionBefore,
  });
  if (kept.every((region) => region !== null)) {
    task.onProgress?.({ stage: 'regions', done: STEPS, total: STEPS });
    return named(kept);
  }
  const isUnnamed = Uint8Array.from(kept, (region) => (region === null ? 1 : 0));
  const rows = before ? sampleForSome(map.membership, isUnnamed) : sampleForAll(texts.length);
  const vocabulary = await step(buildVocabulary(rows.map((row) => texts[row]!)));
  const parents = parentsOf(map);
  const coarseCount = map.clusters.length - parents.length;
  const group = Int32Array.from(rows, (row) => map.membership[2 * row + 1]! - coarseCount);
  const counted = await step(countTerms(vocabulary, group, parents.length));
  const sizes = Int32Array.from(map.clusters.slice(coarseCount), ({ size }) => size);
  const fine = before ? extrapolate(counted, sizes) : counted;
  const scores = await step(scoreLevels(vocabulary, fine, parents, coarseCount));
  const names = await step(nameLevels(map, parents, scores, kept));
  task.onProgress?.({ stage: 'regions', done: STEPS, total: STEPS });
  return named(names);
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
  kept: readonly (Region | null)[],
): Steps<readonly RegionName[]> {
  const coarseCount = clusters.length - parents.length;
  const coarseNames = yield* chooseNames(coarseScores, phrases, { kept: kept.slice(0, coarseCount) });
  const parentNames = Array.from(parents, (parent, i) => ({
    named: coarseNames[parent]!.named,
    isSame: clusters[coarseNames.length + i]!.size >= SAME_SHARE * clusters[parent]!.size,
  }));
  const fineOptions = { kept: kept.slice(coarseCount), parents: parentNames };
  return [...coarseNames, ...(yield* chooseNames(fineScores, phrases, fineOptions))];
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

function noneBefore(xy: Float32Array): RegionsBefore {
  return { regions: [], membership: new Int32Array(xy.length).fill(-1) };
}

/** For each fine cluster its coarse one. */
function parentsOf({ clusters }: ClusterMap): Int32Array {
  return Int32Array.from(clusters.flatMap(({ parent }) => (parent === null ? [] : [parent])));
}

function firstOf(scored: readonly ScoredTerm[][]): ScoredTerm[][] {
  return scored.map((terms) => terms.slice(0, TERMS_SPELLED));
}
