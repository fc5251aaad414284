import type { Region } from '../labels/region.ts';
import type { Projection } from '../projection/projection.ts';

/** The map of an atlas and its named regions; row r of each part is paper r. */
export interface AtlasMap {
  readonly projection: Projection;
  /** Share of each paper's true 10 nearest that the map keeps among its 10 nearest, in [0, 1]. */
  readonly placement: Float32Array;
  readonly regions: readonly Region[];
  /** `count × 2`: the coarse and the fine region of each paper, as positions in `regions`; -1 for none. */
  readonly membership: Int32Array;
}
