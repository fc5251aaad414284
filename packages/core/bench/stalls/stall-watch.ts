/** How often the event loop is looked at. */
const INTERVAL_MS = 5;

/** Notes for how long at most the event loop did not turn, by what was being done. */
export class StallWatch {
  private readonly longest = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private doing = '';
  private last = performance.now();

  constructor() {
    this.timer = setInterval(() => this.look(), INTERVAL_MS);
  }

  /** What is done from now on. */
  begin(doing: string): void {
    if (doing === this.doing) return;
    this.look();
    this.doing = doing;
  }

  /** Longest stall of each thing done since the last time, in milliseconds. */
  take(): Record<string, number> {
    this.begin('');
    const taken = Object.fromEntries(
      [...this.longest].map(([doing, stall]) => [doing, Math.round(stall * 10) / 10]),
    );
    this.longest.clear();
    return taken;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    const stall = Math.max(0, now - this.last - INTERVAL_MS);
    this.last = now;
    if (this.doing !== '') this.longest.set(this.doing, Math.max(stall, this.longest.get(this.doing) ?? 0));
  }
}
