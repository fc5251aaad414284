import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** What the thread itself ran of it: other processes on the machine do not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** A task of the page's main thread, in milliseconds since the trace began. */
export interface PageTask {
  readonly startMs: number;
  readonly durationMs: number;
  readonly cpuMs: number;
  /** What took most of it, longest first: name and milliseconds. */
  readonly parts: readonly string[];
}

/** The longest tasks of a page's main thread while `work` goes on, longest first, from Chromium's own trace. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<PageTask[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  await work();
  const { traceEvents: events } = JSON.parse(String(await browser.stopTracing())) as {
    traceEvents: TraceEvent[];
  };
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  // Minutes of work are more events than a call takes arguments.
  const start = events.reduce(
    (least, { ts }) => (ts > 0 && ts < least ? ts : least),
    Number.POSITIVE_INFINITY,
  );
  return threads
    .flatMap(({ pid, tid }) =>
      tasksOf(
        events.filter((event) => event.pid === pid && event.tid === tid),
        start,
      ),
    )
    .sort((a, b) => b.durationMs - a.durationMs);
}

function tasksOf(events: readonly TraceEvent[], start: number): PageTask[] {
  const whole = events.filter(({ ph, dur }) => ph === 'X' && dur !== undefined);
  const isTask = ({ name }: TraceEvent) => name === 'ThreadControllerImpl::RunTask';
  const isWrapper = (event: TraceEvent) => isTask(event) || event.name === 'RunTask';
  return whole.filter(isTask).map(({ ts, dur = 0, tdur = 0 }) => ({
    startMs: (ts - start) / 1000,
    durationMs: dur / 1000,
    cpuMs: tdur / 1000,
    parts:
      dur < 20_000
        ? []
        : whole
            .filter((part) => !isWrapper(part) && part.ts >= ts && part.ts + part.dur! <= ts + dur)
            .sort((a, b) => b.dur! - a.dur!)
            .slice(0, 6)
            .map((part) => `${part.name} ${(part.dur! / 1000).toFixed(1)}`),
  }));
}
