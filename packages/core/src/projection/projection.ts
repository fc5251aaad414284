/** A map: paper r lies at `(xy[2r], xy[2r + 1])`, both in [-1, 1], one scale for both axes. */
export interface Projection {
  readonly xy: Float32Array;
  readonly count: number;
}
