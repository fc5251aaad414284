import { keepLast } from '../keep-last.ts';
import type { Viewport } from './viewport.ts';

/**
 * The window as labels are placed in it: the same object until size, insets or land change, or something that floats over
 * it comes or goes. What merely grows, as the legend does while one types, moves no label.
 */
export function createSettledWindow(): (viewport: Viewport) => Viewport {
  let now: Viewport | null = null;
  const settled = keepLast(
    (
      _width: number,
      _height: number,
      _insets: Viewport['insets'],
      _halfWidth: number,
      _halfHeight: number,
      _covers: number,
    ) => now!,
  );
  return (viewport) => {
    now = viewport;
    const { width, height, insets, halfWidth, halfHeight, covers } = viewport;
    return settled(width, height, insets, halfWidth, halfHeight, covers.length);
  };
}
