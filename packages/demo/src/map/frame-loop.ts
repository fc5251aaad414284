/** Draws at most once a frame, and only when asked. */
export interface FrameLoop {
  request(): void;
  /** One frame later than {@link request}: what changes on the page now is on the screen first. */
  requestNext(): void;
  destroy(): void;
}

/** `draw` gets the frame's time in milliseconds. */
export function createFrameLoop(draw: (time: number) => void): FrameLoop {
  let pending: number | null = null;
  let waiting: number | null = null;

  function request(): void {
    pending ??= requestAnimationFrame((time) => {
      pending = null;
      draw(time);
    });
  }

  return {
    request,
    requestNext() {
      waiting ??= requestAnimationFrame(() => {
        waiting = null;
        request();
      });
    },
    destroy() {
      for (const frame of [pending, waiting]) if (frame !== null) cancelAnimationFrame(frame);
      pending = null;
      waiting = null;
    },
  };
}
