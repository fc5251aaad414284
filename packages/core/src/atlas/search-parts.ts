import { isExplorerError } from '../errors.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import type { KeywordIndex, KeywordText } from '../keyword-index/keyword-index.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AtlasReader } from './atlas-reader.ts';
import { calibratePapers } from './calibrate.ts';
import type { PaperSource } from './paper-source.ts';

/** The words of an atlas: its own, or made in memory from its papers where it has none or a damaged file. */
export async function openKeywords(
  reader: AtlasReader,
  source: PaperSource,
  onWarning: (message: string) => void,
): Promise<KeywordIndex> {
  const stored = await unlessDamaged(
    reader.keywords,
    onWarning,
    'until then the words are indexed from the papers each time',
  );
  if (stored !== null) return stored;
  const texts: KeywordText[] = [];
  for await (const { title, abstract } of source.stream()) texts.push({ title, abstract });
  return buildKeywordIndex(texts);
}

/**
 * The calibration of an atlas. Where it has none or a damaged one, that between papers is measured on a sample; that of
 * titles needs the model, so that hits of a text then have no percentile and none of them is marked weak.
 */
export async function openCalibration(
  reader: AtlasReader,
  onWarning: (message: string) => void,
): Promise<Calibration | null> {
  const stored = await unlessDamaged(
    reader.calibration,
    onWarning,
    'until then hits of a text have no percentile',
  );
  return stored ?? calibratePapers(await reader.embeddings(), reader.manifest.steps.projection.seed);
}

async function unlessDamaged<T>(
  read: () => Promise<T | null>,
  onWarning: (message: string) => void,
  consequence: string,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!isExplorerError(error, 'ATLAS_DAMAGED')) throw error;
    onWarning(`${error.message}; ${consequence}`);
    return null;
  }
}
