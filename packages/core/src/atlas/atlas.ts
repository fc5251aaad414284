import type { Paper } from '../papers/paper.ts';
import { describeHits, type Hit, type Ranking } from '../search/hit.ts';
import type { AtlasFiles } from '../store/files.ts';
import { type AtlasReader, createAtlasReader } from './atlas-reader.ts';
import { assembleAtlas, type CardAtlas } from './card-atlas.ts';
import { findPaperRow } from './find-paper.ts';
import type { OpenAtlasOptions } from './open-options.ts';
import { holdPapers } from './paper-source.ts';

/** An open atlas with all its papers. Parts are read, checked and kept when they are first needed; what they give is shared: do not change it. */
export interface Atlas extends CardAtlas {
  /** Row order: paper r stands at position r, and row r of every other part is its. */
  readonly papers: readonly Paper[];
  /**
   * A paper by its id, else by its exact title (case and white space do not count).
   *
   * @throws ExplorerError PAPER_NOT_FOUND with the nearest titles; also when several papers have that title.
   */
  findPaper(idOrTitle: string): Paper;
}

/**
 * Opens an atlas: reads its manifest and its papers. Portable: the files may come from a folder, the web or memory. Of a very
 * large one {@link openCardAtlas} reads less.
 *
 * @param from its files; or their reader, when parts of it are wanted before the papers: what it has read is not read again
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED (a newer format), ATLAS_DAMAGED (the message names the file)
 */
export async function openAtlas(
  from: AtlasFiles | AtlasReader,
  options: OpenAtlasOptions = {},
): Promise<Atlas> {
  const reader = 'manifest' in from ? from : await createAtlasReader(from, options.signal);
  let papers: readonly Paper[] = [];
  const atlas = await assembleAtlas(
    reader,
    async () => {
      papers = await reader.papers();
      return holdPapers(papers);
    },
    options,
  );
  return {
    ...atlas,
    papers,
    findPaper: (idOrTitle) => papers[findPaperRow(papers, idOrTitle, 'id or title')]!,
  };
}

/** The hits of a ranking, in its order. */
export function toHits(papers: readonly Paper[], ranking: Ranking): Hit[] {
  return describeHits(ranking, (row) => papers[row]!);
}
