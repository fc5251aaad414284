/** Least and greatest value of one axis of `xy`: 0 for x, 1 for y. */
export function rangeOf(xy: Float32Array, axis: 0 | 1): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = axis; i < xy.length; i += 2) {
    least = Math.min(least, xy[i]!);
    most = Math.max(most, xy[i]!);
  }
  return { least, most };
}
