/** A map: paper r lies at `(xy[2r], xy[2r + 1])`, both in [-1, 1], one scale for both axes. */
export interface Projection {
  readonly xy: Float32Array;
  readonly count: number;
}

/** A map as it was laid out. */
export interface FittedProjection extends Projection {
  /** How long 1 of the map was while it was laid out, > 0: who adds to the map has to know how far forces reach. */
  readonly scale: number;
}
