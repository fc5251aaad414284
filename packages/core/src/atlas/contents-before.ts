import type { Region } from '../labels/regions.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import type { Projection } from '../projection/projection.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AtlasFiles } from '../store/files.ts';
import type { AtlasQuality, AtlasSteps } from '../store/manifest.ts';
import { throwIfAborted } from '../task.ts';
import { joinColumns } from '../vector-index/neighbor-table.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { createAtlasReader } from './atlas-reader.ts';

/** What an atlas that is replaced says of its papers, as far as the next one can go on from it. */
export interface ContentsBefore {
  readonly steps: AtlasSteps;
  readonly quality: AtlasQuality;
  readonly papers: readonly Paper[];
  /** Read when it is asked for, and not kept: it is large. */
  readonly embeddings: () => Promise<VectorMatrix>;
  /** The exact kNN graph with what it knows beyond; lines may be padded. Null where it was not kept so. */
  readonly graph: NeighborTable | null;
  readonly projection: Projection;
  readonly regions: readonly Region[];
  /** `count × 2`, as in the contents. */
  readonly membership: Int32Array;
  readonly calibration: Calibration | null;
}

/** Reads and checks an atlas that is to be gone on from; null, and a warning, when a part of it is damaged. */
export async function readContentsBefore(
  files: AtlasFiles,
  onWarning: (message: string) => void,
  signal: AbortSignal | undefined,
): Promise<ContentsBefore | null> {
  try {
    const reader = await createAtlasReader(files, signal);
    const reserve = await reader.neighborReserve();
    return {
      steps: reader.manifest.steps,
      quality: reader.manifest.quality,
      papers: await reader.papers(),
      embeddings: async () => (await createAtlasReader(files, signal)).embeddings(),
      graph: reserve && joinColumns(await reader.neighbors(), reserve),
      projection: await reader.projection(),
      regions: await reader.regions(),
      membership: await reader.membership(),
      calibration: await reader.calibration(),
    };
  } catch (error) {
    throwIfAborted(signal, 'reading the atlas that was there');
    const reason = error instanceof Error ? error.message : String(error);
    onWarning(`the atlas that was there cannot be gone on from and is made anew: ${reason}`);
    return null;
  }
}
