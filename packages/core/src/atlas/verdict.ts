import type { AtlasQuality } from '../store/manifest.ts';
import { type IndexExamination, WANTED_RECALL } from './examine-index.ts';
import type { CalibrationExamination, KeywordsExamination } from './examine-search.ts';

/** A sentence of advice, and whether what it is about is wrong or merely could be better. */
export interface Verdict {
  readonly isWrong: boolean;
  readonly sentence: string;
}

/** Below this the map tells more about UMAP than about the papers. */
const LEAST_TRUSTWORTHINESS = 0.8;
/** How far a figure measured again may be from the manifest's: the measures are seeded, the machines differ. */
const QUALITY_TOLERANCE = 0.02;
const QUALITY_FIGURES = ['trustworthiness', 'continuity', 'keptNeighbors'] as const;

export function judgeIndex(index: IndexExamination): Verdict[] {
  const { recallAt10, ef, efFor99 } = index;
  if (recallAt10 >= WANTED_RECALL) return [];
  const found = `The index finds ${(100 * recallAt10).toFixed(1)} % of the true neighbours (wanted ${100 * WANTED_RECALL} %)`;
  const cure =
    efFor99 === null
      ? 'no ef up to 2,048 gives more, so build the atlas again'
      : `an ef of ${efFor99} instead of ${ef} would find them; build the atlas again, and give that ef to searches until then`;
  return [{ isWrong: true, sentence: `${found}: ${cure}.` }];
}

/** @param stated as the manifest has it */
export function judgeMap(quality: AtlasQuality, stated: AtlasQuality): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const name of QUALITY_FIGURES) {
    const [now, then] = [quality[name], stated[name]];
    if (now === null || then === null || Math.abs(now - then) <= QUALITY_TOLERANCE) continue;
    verdicts.push({
      isWrong: true,
      sentence: `The map's ${name} is ${now.toFixed(3)}, its manifest says ${then.toFixed(3)}: map and vectors are not of one build, so build the atlas again.`,
    });
  }
  const { trustworthiness } = quality;
  if (trustworthiness !== null && trustworthiness < LEAST_TRUSTWORTHINESS) {
    verdicts.push({
      isWrong: false,
      sentence: `Nearness on the map is a weak sign here (trustworthiness ${trustworthiness.toFixed(2)}): rely on similar and search, or try --neighbors with another number.`,
    });
  }
  return verdicts;
}

export function judgeKeywords({ isStored, agrees }: KeywordsExamination): Verdict[] {
  if (agrees === false)
    return [
      {
        isWrong: true,
        sentence:
          'The stored words are not those of the papers as this version reads them: build the atlas again with --refit.',
      },
    ];
  if (isStored) return [];
  return [
    {
      isWrong: false,
      sentence:
        'The words of the papers are not stored, so that the first search of each start has to wait for them: build the atlas again to keep them.',
    },
  ];
}

export function judgeCalibration({ isStored, hasTitles, agrees, median }: CalibrationExamination): Verdict[] {
  if (agrees === false)
    return [
      {
        isWrong: true,
        sentence: `The calibration is not of these vectors (the median pair of papers has a similarity of ${median.measured?.toFixed(3)}, it says ${median.stored?.toFixed(3)}): percentiles and the weak line cannot be trusted, so build the atlas again.`,
      },
    ];
  if (isStored && hasTitles) return [];
  return [
    {
      isWrong: false,
      sentence:
        'There is no stored calibration for texts, so that their hits have no percentile: build the atlas again to have them.',
    },
  ];
}
