import {
  encodePapers,
  PAPER_EXPORT_FORMATS,
  type PaperExportFormat,
} from '../papers/export/encode-papers.ts';
import { encodeNpy } from '../store/npy.ts';
import { packAtlas } from '../store/zip.ts';
import type { Atlas } from './atlas.ts';

/** Formats of papers; `npy`: the vectors as NumPy's own file; `zip`: the whole atlas in one file. */
export type AtlasExportFormat = PaperExportFormat | 'npy' | 'zip';

export const ATLAS_EXPORT_FORMATS: readonly AtlasExportFormat[] = [...PAPER_EXPORT_FORMATS, 'npy', 'zip'];

/** The papers or the vectors of an atlas in row order, or all of it, piece by piece: text for papers, else bytes. */
export async function* exportAtlas(
  atlas: Atlas,
  format: AtlasExportFormat,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'npy') yield encodeNpy(await atlas.embeddings());
  else if (format === 'zip') yield await packAtlas(atlas.files);
  else yield* encodePapers(atlas.papers, format);
}
