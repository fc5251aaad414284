import {
  encodePapers,
  PAPER_EXPORT_FORMATS,
  type PaperExportFormat,
} from '../papers/export/encode-papers.ts';
import { encodeNpy } from '../store/npy.ts';
import type { Atlas } from './atlas.ts';

/** Formats of papers, and `npy`: the vectors as NumPy's own file. */
export type AtlasExportFormat = PaperExportFormat | 'npy';

export const ATLAS_EXPORT_FORMATS: readonly AtlasExportFormat[] = [...PAPER_EXPORT_FORMATS, 'npy'];

/** The papers or the vectors of an atlas in row order, piece by piece: text for papers, bytes for `npy`. */
export async function* exportAtlas(
  atlas: Atlas,
  format: AtlasExportFormat,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'npy') yield encodeNpy(await atlas.embeddings());
  else yield* encodePapers(atlas.papers, format);
}
