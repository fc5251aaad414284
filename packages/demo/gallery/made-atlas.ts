import {
  type Atlas,
  buildMemoryAtlas,
  createPaperTable,
  describeColumns,
  openAtlas,
  type PaperTable,
} from 'paper-atlas';
import { unpackAtlas } from '../src/search/packed-atlas.ts';
import { readOpenedAtlas } from '../src/search/read-atlas.ts';
import { readFilterable } from '../src/search/read-filterable.ts';
import type { Action } from '../src/state/actions.ts';
import type { OpenedAtlas } from '../src/state/opened-atlas.ts';
import { makePapers } from './made-papers.ts';
import { createWordEmbedder } from './word-embedder.ts';

/** A small atlas, built and opened by the library as any other. */
export interface MadeAtlas {
  readonly atlas: Atlas;
  readonly table: PaperTable;
  /** As the page gets it. */
  readonly opened: OpenedAtlas;
  /** What the page learns of it after it was opened, the model apart. */
  readonly more: readonly Action[];
}

/** The same bytes each time. */
export async function makeGalleryAtlas(): Promise<MadeAtlas> {
  const papers = makePapers();
  const embedder = createWordEmbedder();
  const files = await buildMemoryAtlas(papers, { embedder });
  const atlas = await openAtlas(files, { embedder: async () => embedder });
  const columns = describeColumns(papers);
  return {
    atlas,
    table: createPaperTable(papers),
    opened: unpackAtlas(await readOpenedAtlas(atlas)),
    more: [
      { type: 'calibration-read', calibration: await atlas.calibration() },
      {
        type: 'columns-described',
        columns,
        filterable: readFilterable(papers, columns, (row) => papers[row]!.abstract !== ''),
      },
      { type: 'novelty-measured', novelty: await atlas.novelty() },
    ],
  };
}
