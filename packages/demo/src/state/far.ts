/** Below this two papers are hardly closer than any two: a tenth of all pairs is closer. */
const FAR_BELOW = 90;

/** True for a closeness that is hardly more than that of two papers taken at random; false where nobody knows. */
export function isFar({ percentile }: { readonly percentile: number | null }): boolean {
  return percentile !== null && percentile < FAR_BELOW;
}
