import type { Pace } from '../task.ts';

/** Papers that are gathered from between two looks at the clock. */
export const ROWS_A_STEP = 64;

/** Something that is made in steps, when it is first asked for, at once or in slices, and kept. */
export class Gathered<T> {
  private readonly make: () => Generator<undefined, T>;
  private made: { readonly value: T } | undefined;

  constructor(make: () => Generator<undefined, T>) {
    this.make = make;
  }

  get(): T {
    if (this.made === undefined) {
      const steps = this.make();
      let step = steps.next();
      while (!step.done) step = steps.next();
      this.made = { value: step.value };
    }
    return this.made.value;
  }

  /** @throws ExplorerError ABORTED */
  async gather(pace: Pace): Promise<void> {
    const steps = this.make();
    while (this.made === undefined) {
      const step = steps.next();
      if (step.done) this.made = { value: step.value };
      else if (pace.isDue) await pace.rest();
    }
  }
}
