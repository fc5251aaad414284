/** Draws at most once a frame, and only when asked. */
export interface FrameLoop {
  request(): void;
  destroy(): void;
}

/** `draw` gets the frame's time in milliseconds. */
export function createFrameLoop(draw: (time: number) => void): FrameLoop {
  let pending: number | null = null;
  return {
    request() {
      pending ??= requestAnimationFrame((time) => {
        pending = null;
        draw(time);
      });
    },
    destroy() {
      if (pending !== null) cancelAnimationFrame(pending);
      pending = null;
    },
  };
}
