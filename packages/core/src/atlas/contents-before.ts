import type { BM25Index } from '../keyword-index/bm25-index.ts';
import type { Region } from '../labels/region.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import type { Projection } from '../projection/projection.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AtlasQuality, AtlasSteps } from '../store/manifest.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';

/** What an atlas that is replaced says of its papers, as far as the next one can go on from it. */
export interface ContentsBefore {
  readonly steps: AtlasSteps;
  readonly quality: AtlasQuality;
  readonly papers: readonly Paper[];
  /** Read when it is asked for, and not kept: it is large. */
  readonly embeddings: () => Promise<VectorMatrix>;
  /** Read when it is asked for, and not kept; null where it was not stored, or is damaged. */
  readonly keywords: () => Promise<BM25Index | null>;
  /** The exact kNN graph with what it knows beyond; lines may be padded. Null where it was not kept so. */
  readonly graph: NeighborTable | null;
  readonly projection: Projection;
  readonly regions: readonly Region[];
  /** `count × 2`, as in the contents. */
  readonly membership: Int32Array;
  readonly calibration: Calibration | null;
}
