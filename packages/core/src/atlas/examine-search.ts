import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { encodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { type Calibration, percentileOf, type SimilarityBaseline } from '../search/calibration.ts';
import { digestHex } from '../store/digest.ts';
import type { LongTask } from '../task.ts';
import type { AtlasReader } from './atlas-reader.ts';
import { calibratePapers } from './calibrate.ts';

/** The stored words of the papers. */
export interface KeywordsExamination {
  /** False in an atlas without them: they are made in memory when it is searched. */
  readonly isStored: boolean;
  /** Different terms. */
  readonly terms: number;
  /** Whether words built anew from the papers are the same, byte for byte; null when none are stored. */
  readonly agrees: boolean | null;
}

/** What is stored of how similar papers are that have nothing to do with each other. */
export interface CalibrationExamination {
  readonly isStored: boolean;
  /** Whether it is also there for texts: titles taken as queries. */
  readonly hasTitles: boolean;
  /** Similarity of the median pair of papers, stored and measured anew on a sample; null where there is none. */
  readonly median: { readonly stored: number | null; readonly measured: number | null };
  /** Whether both say nearly the same of these papers; null when there are not both. */
  readonly agrees: boolean | null;
}

/**
 * Percentiles by which the stored calibration may differ from one measured on a sample; a sample of few papers' pairs is
 * itself off by some.
 */
const TOLERANCE = 10;
/** Similarities are stored to five digits. */
const ROUNDING = 2e-5;

/** Compares the stored words with words built anew. Progress in the stage `words`. */
export async function examineKeywords(reader: AtlasReader, task: LongTask): Promise<KeywordsExamination> {
  const stored = await reader.keywords();
  const rebuilt = await buildKeywordIndex(await reader.papers(), stored?.parameters, task);
  if (stored === null) return { isStored: false, terms: rebuilt.termCount, agrees: null };
  const shard = reader.manifest.kinds['keywords']?.shards[0];
  const agrees = (await digestHex(await encodeKeywordIndex(rebuilt))) === shard?.sha256;
  return { isStored: true, terms: stored.termCount, agrees };
}

/** @returns null for a single paper, which has no pair */
export async function examineCalibration(reader: AtlasReader): Promise<CalibrationExamination | null> {
  const { counts, steps } = reader.manifest;
  if (counts.papers < 2) return null;
  const stored: Calibration | null = await reader.calibration();
  const measured = await calibratePapers(await reader.embeddings(), steps.projection.seed);
  const papers = stored?.papers ?? null;
  return {
    isStored: stored !== null,
    hasTitles: stored !== null && stored.titles !== null,
    median: { stored: medianOf(papers), measured: medianOf(measured?.papers ?? null) },
    agrees: papers && measured && isAlike(papers, measured.papers),
  };
}

/**
 * True when the quartiles of one stand at nearly the same percentiles of the other. A similarity that many pairs have, as
 * in a corpus of copies, stands at all percentiles from those below it to those not above it.
 */
function isAlike(stored: SimilarityBaseline, measured: SimilarityBaseline): boolean {
  return [0.25, 0.5, 0.75].every((share) => {
    const similarity = similarityAt(measured, share);
    const least = percentileOf(stored, similarity - ROUNDING);
    const most = percentileOf(stored, similarity + ROUNDING);
    return least - TOLERANCE <= 100 * share && 100 * share <= most + TOLERANCE;
  });
}

function medianOf(baseline: SimilarityBaseline | null): number | null {
  return baseline && similarityAt(baseline, 0.5);
}

/** The similarity below which a share of the pairs lies, between two known shares in proportion. */
function similarityAt({ shares, similarities }: SimilarityBaseline, share: number): number {
  const at = shares.findIndex((known) => known >= share);
  if (at <= 0) return similarities[0]!;
  const part = (share - shares[at - 1]!) / (shares[at]! - shares[at - 1]!);
  return similarities[at - 1]! + part * (similarities[at]! - similarities[at - 1]!);
}
