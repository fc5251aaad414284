import type { Page } from 'playwright-core';

/** What a page under measure notes of itself; times in milliseconds since navigation. */
interface Watch {
  /** When the first map was on the screen. */
  firstMap: number | null;
  longTasks: { readonly start: number; readonly duration: number }[];
  /** From each key to its list on the screen. */
  keyToList: number[];
}

declare global {
  interface Window {
    watch: Watch;
  }
}

/** Watches pages from before their first script: the platform is listened to, the page knows nothing of it. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.watch = { firstMap: null, longTasks: [], keyToList: [] };
    new PerformanceObserver((list) => {
      for (const { startTime: start, duration } of list.getEntries())
        window.watch.longTasks.push({ start, duration });
    }).observe({ type: 'longtask', buffered: true });

    /** Calls back when the frame that is being made has been handed to the screen. */
    const afterFrame = (then: (time: number) => void) =>
      requestAnimationFrame(() => setTimeout(() => then(performance.now())));

    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...input: unknown[]) {
      if (window.watch.firstMap === null && this.canvas.isConnected) {
        window.watch.firstMap = Number.NaN;
        // Noted after the frame in which it was drawn: that one is being made now.
        setTimeout(() => {
          window.watch.firstMap = performance.now();
        });
      }
      return Reflect.apply(drawImage, this, input);
    };

    let key: { readonly time: number; readonly query: string } | null = null;
    addEventListener(
      'input',
      ({ target, timeStamp }) => {
        if (target instanceof HTMLInputElement) key = { time: timeStamp, query: target.value.trim() };
      },
      true,
    );
    new MutationObserver(() => {
      if (key === null || document.querySelector('.legend-query')?.textContent !== key.query) return;
      const { time } = key;
      key = null;
      afterFrame((now) => window.watch.keyToList.push(now - time));
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** Frames while a gesture goes on, in milliseconds from one to the next. */
export interface FrameTimes {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly framesASecond: number;
  readonly longTasks: number;
  readonly longestTaskMs: number;
}

export type Gesture = 'pan' | 'zoom';

/** Drags the map in curves, or turns the wheel to and fro, one event a frame, as a screen of 60 Hz sees it. */
export async function measureGesture(page: Page, gesture: Gesture, ms: number): Promise<FrameTimes> {
  const { steps, longTasks } = await page.evaluate(
    async ({ gesture, ms }) => {
      const canvas = document.querySelector('canvas')!;
      const middle = { x: innerWidth * 0.62, y: innerHeight * 0.5 };
      const fire = (type: string, x: number, y: number) =>
        canvas.dispatchEvent(
          new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, view: window }),
        );
      const steps: number[] = [];
      const begun = performance.now();
      if (gesture === 'pan') fire('mousedown', middle.x, middle.y);
      await new Promise<void>((resolve) => {
        let last: number | null = null;
        const frame = (now: number): void => {
          if (last !== null) steps.push(now - last);
          last = now;
          const seconds = (performance.now() - begun) / 1000;
          if (seconds * 1000 > ms) {
            resolve();
            return;
          }
          if (gesture === 'pan')
            fire(
              'mousemove',
              middle.x + 260 * Math.sin(2.1 * seconds),
              middle.y + 200 * Math.sin(1.3 * seconds),
            );
          else
            canvas.dispatchEvent(
              new WheelEvent('wheel', {
                bubbles: true,
                cancelable: true,
                clientX: middle.x,
                clientY: middle.y,
                deltaY: -26 * Math.sign(Math.cos(2 * seconds)),
              }),
            );
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
      if (gesture === 'pan') fire('mouseup', middle.x, middle.y);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { steps, longTasks: window.watch.longTasks.filter(({ start }) => start >= begun) };
    },
    { gesture, ms },
  );
  const sorted = steps.toSorted((a, b) => a - b);
  return {
    medianMs: pickQuantile(sorted, 0.5),
    p95Ms: pickQuantile(sorted, 0.95),
    framesASecond: (1000 * steps.length) / steps.reduce((sum, step) => sum + step, 0),
    longTasks: longTasks.length,
    longestTaskMs: Math.max(0, ...longTasks.map(({ duration }) => duration)),
  };
}

/** The value below which this share of a sorted list lies. */
export function pickQuantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
