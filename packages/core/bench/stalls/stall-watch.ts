import { readFileSync } from 'node:fs';

/** How often the event loop is looked at. */
const INTERVAL_MS = 5;

/** For how long at most the event loop did not turn, in milliseconds. */
export interface Stall {
  /** By the clock. */
  readonly wall: number;
  /** That the thread was at work itself, without what other processes took from it; the same as `wall` where the system does not tell. */
  readonly own: number;
}

/** Notes the longest stalls of this thread, by what was being done. */
export class StallWatch {
  private readonly longest = new Map<string, Stall>();
  private readonly timer: NodeJS.Timeout;
  private doing = '';
  private last = readClocks();

  constructor() {
    this.timer = setInterval(() => this.look(), INTERVAL_MS);
  }

  /** What is done from now on. */
  begin(doing: string): void {
    if (doing === this.doing) return;
    this.look();
    this.doing = doing;
  }

  /** Longest stall of each thing done since the last time. */
  take(): Record<string, Stall> {
    this.begin('');
    const round = (stall: number): number => Math.round(stall * 10) / 10;
    const taken = [...this.longest].map(([doing, { wall, own }]) => [
      doing,
      { wall: round(wall), own: round(own) },
    ]);
    this.longest.clear();
    return Object.fromEntries(taken);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = readClocks();
    const wall = Math.max(0, now.wall - this.last.wall - INTERVAL_MS);
    const own = Math.min(wall, now.own - this.last.own);
    this.last = now;
    if (this.doing === '') return;
    const before = this.longest.get(this.doing) ?? { wall: 0, own: 0 };
    this.longest.set(this.doing, { wall: Math.max(wall, before.wall), own: Math.max(own, before.own) });
  }
}

/** Linux counts the nanoseconds of the main thread. */
function readClocks(): Stall {
  const wall = performance.now();
  try {
    const [ns] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return { wall, own: Number(ns) / 1e6 };
  } catch {
    return { wall, own: wall };
  }
}
