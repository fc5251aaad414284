/**
 * Turns and mirrors a map in place so that its papers lie as near as may be to where they lie in another one, then moves
 * and scales it as every map is: the longer side spans [-1, 1]. What is near in it stays as near. Both hold x and y of each
 * paper. The same maps give the same bytes everywhere: nothing is computed but by operations that IEEE 754 fixes.
 *
 * Source: P. H. Schönemann, "A generalized solution of the orthogonal Procrustes problem", 1966, doi:10.1007/BF02289451;
 * on a plane it has this closed form.
 */
export function alignMap(xy: Float32Array, other: Float32Array): Float32Array {
  const [from, to] = [middleOf(xy), middleOf(other)];
  let [xx, xy_, yx, yy] = [0, 0, 0, 0];
  for (let at = 0; at < xy.length; at += 2) {
    const [x, y] = [xy[at]! - from.x, xy[at + 1]! - from.y];
    const [u, v] = [other[at]! - to.x, other[at + 1]! - to.y];
    xx += x * u;
    xy_ += x * v;
    yx += y * u;
    yy += y * v;
  }
  const turned = { cos: xx + yy, sin: xy_ - yx };
  const mirrored = { cos: xx - yy, sin: xy_ + yx };
  const lengthOf = ({ cos, sin }: typeof turned): number => Math.sqrt(cos * cos + sin * sin);
  const isMirrored = lengthOf(mirrored) > lengthOf(turned);
  const { cos, sin } = isMirrored ? mirrored : turned;
  const length = lengthOf({ cos, sin });
  // Maps that have nothing to do with each other may lie as they are.
  const [c, s] = length > 0 ? [cos / length, sin / length] : [1, 0];
  for (let at = 0; at < xy.length; at += 2) {
    const [x, y] = [xy[at]!, isMirrored && length > 0 ? -xy[at + 1]! : xy[at + 1]!];
    xy[at] = c * x - s * y;
    xy[at + 1] = s * x + c * y;
  }
  return fitToSquare(xy);
}

function middleOf(xy: Float32Array): { readonly x: number; readonly y: number } {
  let [x, y] = [0, 0];
  for (let at = 0; at < xy.length; at += 2) {
    x += xy[at]!;
    y += xy[at + 1]!;
  }
  const count = Math.max(1, xy.length / 2);
  return { x: x / count, y: y / count };
}

function fitToSquare(xy: Float32Array): Float32Array {
  const [x, y] = [extentOf(xy, 0), extentOf(xy, 1)];
  const half = Math.max(x.half, y.half) || 1;
  for (let at = 0; at < xy.length; at += 2) {
    xy[at] = (xy[at]! - x.middle) / half;
    xy[at + 1] = (xy[at + 1]! - y.middle) / half;
  }
  return xy;
}

function extentOf(xy: Float32Array, axis: number): { readonly middle: number; readonly half: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < xy.length; at += 2) {
    least = Math.min(least, xy[at]!);
    most = Math.max(most, xy[at]!);
  }
  return most < least ? { middle: 0, half: 0 } : { middle: (least + most) / 2, half: (most - least) / 2 };
}
