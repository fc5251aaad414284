/** A canvas that fills its container and has exactly the screen's own pixels, whatever the pixel ratio. */
export interface MapCanvas {
  readonly element: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Canvas pixels a CSS pixel. */
  readonly pixelRatio: number;
  destroy(): void;
}

/** `onResize` is called when size or pixel ratio have changed; the canvas is then empty. */
export function createMapCanvas(container: HTMLElement, onResize: () => void): MapCanvas {
  const element = document.createElement('canvas');
  element.className = 'map-canvas';
  container.append(element);
  const context = element.getContext('2d', { alpha: false });
  if (context === null) throw new Error('this browser gives no 2D canvas; the map cannot be drawn');
  let width = 0;
  let height = 0;

  function resize(pixelWidth: number, pixelHeight: number): void {
    const box = container.getBoundingClientRect();
    width = box.width;
    height = box.height;
    element.width = Math.max(1, pixelWidth);
    element.height = Math.max(1, pixelHeight);
    onResize();
  }

  function resizeByRatio(): void {
    const box = container.getBoundingClientRect();
    resize(Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio));
  }

  const observer = new ResizeObserver((entries) => {
    // Exact where the browser tells it: at ratios as 1.25 the element's edges are rounded to whole device pixels.
    const exact = entries.at(-1)?.devicePixelContentBoxSize?.[0];
    if (exact === undefined || !isNear(exact.inlineSize, container.clientWidth * devicePixelRatio))
      resizeByRatio();
    else resize(exact.inlineSize, exact.blockSize);
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Not every browser knows that box.
    observer.observe(element);
    window.addEventListener('resize', resizeByRatio);
  }

  return {
    element,
    context,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    get pixelRatio() {
      return width > 0 ? element.width / width : 1;
    },
    destroy() {
      observer.disconnect();
      window.removeEventListener('resize', resizeByRatio);
      element.remove();
    },
  };
}

/** Emulated screens tell the size in pixels of the real one; then only the ratio helps. */
function isNear(exact: number, expected: number): boolean {
  return Math.abs(exact - expected) <= 2;
}
