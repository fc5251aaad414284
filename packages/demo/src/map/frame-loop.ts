/** Draws at most once a frame, and only when asked. */
export interface FrameLoop {
  request(): void;
  /** One frame later than {@link request}: what changes on the page now is on the screen first. */
  requestNext(): void;
  /** Without waiting for a frame, in a task of its own. */
  requestNow(): void;
  destroy(): void;
}

/** `draw` gets the frame's time in milliseconds. */
export function createFrameLoop(draw: (time: number) => void): FrameLoop {
  let pending: number | null = null;
  let waiting: number | null = null;
  let task: ReturnType<typeof setTimeout> | null = null;

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
    requestNow() {
      task ??= setTimeout(() => {
        task = null;
        draw(performance.now());
      });
    },
    destroy() {
      if (task !== null) clearTimeout(task);
      for (const frame of [pending, waiting]) if (frame !== null) cancelAnimationFrame(frame);
      pending = null;
      waiting = null;
    },
  };
}
