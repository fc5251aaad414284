/**
 * The value at the middle of a list in rising order, the upper one of two; the list itself stays as it is. Hoare's
 * selection (doi:10.1145/366622.366647): a few passes, where sorting a list of all papers takes several times as long.
 *
 * @param values at least one, none of them NaN
 */
export function middleOf(values: Float32Array): number {
  const list = values.slice();
  const middle = list.length >> 1;
  let [from, to] = [0, list.length - 1];
  while (from < to) {
    const pivot = list[(from + to) >> 1]!;
    let [low, high] = [from, to];
    while (low <= high) {
      while (list[low]! < pivot) low++;
      while (list[high]! > pivot) high--;
      if (low > high) break;
      const value = list[low]!;
      list[low++] = list[high]!;
      list[high--] = value;
    }
    if (middle <= high) to = high;
    else if (middle >= low) from = low;
    else break;
  }
  return list[middle]!;
}
