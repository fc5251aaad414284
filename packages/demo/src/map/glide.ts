/** Moves papers from where they stand to where they belong. */
export interface Glide {
  /** They belong there from now on; at once where they are others than before, or where nothing may move. */
  aim(xy: Float32Array, isAnimated: boolean): void;
  /** Where they stand at a time, in milliseconds: the array that was aimed at, itself, once they have arrived. */
  at(time: number): Float32Array;
}

/** Long enough to be followed by the eye, and no longer. */
export const GLIDE_MS = 280;

export function createGlide(): Glide {
  let to: Float32Array = new Float32Array(0);
  let from: Float32Array | null = null;
  /** Of the first look after the aim: one that comes late still shows the whole way. */
  let start: number | null = null;
  let stands: Float32Array = to;

  return {
    aim(xy, isAnimated) {
      if (xy === to) return;
      from = isAnimated && stands.length === xy.length ? stands : null;
      if (from === to) from = from.slice();
      to = xy;
      start = null;
      if (from === null) stands = to;
    },
    at(time) {
      if (from === null) return to;
      start ??= time;
      const share = Math.min(1, Math.max(0, (time - start) / GLIDE_MS));
      if (share === 1) {
        from = null;
        stands = to;
        return to;
      }
      const eased = 1 - (1 - share) ** 3;
      const origin = from;
      stands = Float32Array.from(to, (end, at) => origin[at]! + eased * (end - origin[at]!));
      return stands;
    },
  };
}
