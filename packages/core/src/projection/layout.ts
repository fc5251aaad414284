import type { RandomGenerator } from '../math/random.ts';
import type { Pace } from '../task.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { type ForceTable, placeOf } from './forces.ts';
import type { FuzzyGraph } from './fuzzy-graph.ts';

/** A pair of the greatest weight is pulled once an epoch; a phase this full means that a pair's turn has come. */
const FULL_PHASE = 1 << 30;
/** Papers pushed away for each one pulled. */
const PUSHES = 5;
/** Rows moved between two looks at the clock: about a millisecond. */
const ROWS_PER_LOOK = 256;

export interface LayoutOptions {
  readonly nEpochs: number;
  readonly random: RandomGenerator;
}

/**
 * Moves the papers of `xy` (x and y of each, in place) by stochastic gradient descent: an epoch pulls a pair together as
 * often as its weight says, and pushes its first paper away from five that are drawn at random. Steps shrink evenly to
 * nothing.
 *
 * Source: arXiv:1802.03426, section 4.2 (algorithm 5); negative sampling after T. Mikolov et al., arXiv:1310.4546.
 */
export async function optimizeLayout(
  xy: Float32Array,
  graph: FuzzyGraph,
  forces: ForceTable,
  { nEpochs, random }: LayoutOptions,
  pace: Pace,
  task: LongTask = {},
): Promise<void> {
  const pairs = await keepPulled(graph, nEpochs, random, pace);
  const mover = createMover(xy, pairs, forces, random);
  task.onProgress?.({ stage: 'map', done: 0, total: nEpochs });
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    throwIfAborted(task.signal, 'the map');
    const rate = 1 - epoch / nEpochs;
    for (let from = 0; from < graph.count; from += ROWS_PER_LOOK) {
      mover(from, Math.min(from + ROWS_PER_LOOK, graph.count), rate);
      if (pace.isDue) await pace.rest();
    }
    task.onProgress?.({ stage: 'map', done: epoch + 1, total: nEpochs });
  }
}

/** Pairs and how much of a turn each gains an epoch; those that would not have one turn in all are left out. */
interface PulledPairs {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly partners: Int32Array;
  readonly gains: Int32Array;
  /** What is gained already. At random, so that pairs of one weight do not all move in the same epochs. */
  readonly phases: Int32Array;
}

async function keepPulled(
  { count, offsets, partners, weights }: FuzzyGraph,
  nEpochs: number,
  random: RandomGenerator,
  pace: Pace,
): Promise<PulledPairs> {
  let most = 0;
  for (let at = 0; at < weights.length; at++) if (weights[at]! > most) most = weights[at]!;
  if (pace.isDue) await pace.rest();
  const kept = {
    count,
    offsets: new Int32Array(count + 1),
    partners: new Int32Array(partners.length),
    gains: new Int32Array(partners.length),
    phases: new Int32Array(partners.length),
  };
  let end = 0;
  for (let row = 0; row < count; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const share = weights[at]! / most;
      if (share * nEpochs < 1) continue;
      kept.partners[end] = partners[at]!;
      kept.phases[end] = random() * FULL_PHASE;
      kept.gains[end++] = share * FULL_PHASE;
    }
    kept.offsets[row + 1] = end;
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  return kept;
}

function createMover(
  xy: Float32Array,
  { count, offsets, partners, gains, phases }: PulledPairs,
  { pull, push }: ForceTable,
  random: RandomGenerator,
): (from: number, to: number, rate: number) => void {
  const squared = new Float32Array(1);
  const bits = new Int32Array(squared.buffer);
  const toRow = count / 0x1_0000_0000;
  // Never 0, which would stay 0 for ever.
  let state = (random() * 0x1_0000_0000) | 1;

  return (from, to, rate) => {
    let seed = state;
    for (let row = from; row < to; row++) {
      let x = xy[2 * row]!;
      let y = xy[2 * row + 1]!;
      for (let at = offsets[row]!, end = offsets[row + 1]!; at < end; at++) {
        const phase = phases[at]! + gains[at]!;
        if (phase < FULL_PHASE) {
          phases[at] = phase;
          continue;
        }
        phases[at] = phase - FULL_PHASE;
        const partner = 2 * partners[at]!;
        const dx = x - xy[partner]!;
        const dy = y - xy[partner + 1]!;
        squared[0] = dx * dx + dy * dy;
        const pulled = rate * pull[placeOf(bits[0]!)]!;
        x -= pulled * dx;
        y -= pulled * dy;
        xy[partner]! += pulled * dx;
        xy[partner + 1]! += pulled * dy;
        // All from where the paper stands now, so that the processor need not wait for one push to begin the next.
        let awayX = 0;
        let awayY = 0;
        for (let i = 0; i < PUSHES; i++) {
          // Xorshift: G. Marsaglia, 2003, doi:10.18637/jss.v008.i14.
          seed ^= seed << 13;
          seed ^= seed >>> 17;
          seed ^= seed << 5;
          const other = 2 * Math.floor((seed >>> 0) * toRow);
          const dx = x - xy[other]!;
          const dy = y - xy[other + 1]!;
          squared[0] = dx * dx + dy * dy;
          const pushed = push[placeOf(bits[0]!)]!;
          awayX += pushed * dx;
          awayY += pushed * dy;
        }
        x += rate * awayX;
        y += rate * awayY;
      }
      xy[2 * row] = x;
      xy[2 * row + 1] = y;
    }
    state = seed;
  };
}
