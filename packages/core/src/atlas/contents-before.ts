import type { BM25Index } from '../keyword-index/bm25-index.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import type { Calibration } from '../search/calibration.ts';
import type { AtlasQuality, AtlasSteps } from '../store/manifest.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import type { AtlasMap } from './atlas-map.ts';

/** What an atlas that is replaced says of its papers, as far as the next one can go on from it. */
export interface ContentsBefore {
  readonly steps: AtlasSteps;
  readonly quality: AtlasQuality;
  readonly papers: readonly Paper[];
  /** Kept once read, until it is taken. */
  readonly embeddings: () => Promise<VectorMatrix>;
  /** The same for who does with its memory as he likes: it is large, and not kept here any longer. */
  readonly takeEmbeddings: () => Promise<VectorMatrix>;
  /** Read when it is asked for, and not kept; null where it was not stored, or is damaged. */
  readonly keywords: () => Promise<BM25Index | null>;
  /** The exact kNN graph with what it knows beyond; lines may be padded. Null where it was not kept so. */
  readonly graph: NeighborTable | null;
  /** Null where it was left out. */
  readonly map: Omit<AtlasMap, 'placement'> | null;
  readonly calibration: Calibration | null;
}
