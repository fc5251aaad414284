import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

const waiting = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function takeAll<R>(answers: AsyncIterable<R>): Promise<R[]> {
  const taken: R[] = [];
  for await (const answer of answers) taken.push(answer);
  return taken;
}

describe('reading ahead', () => {
  test('gives all answers in the order of the items, never with more under way than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        async (delays, atOnce) => {
          let running = 0;
          let most = 0;
          const read = async (delay: number) => {
            running++;
            most = Math.max(most, running);
            await waiting(delay);
            running--;
            return delay;
          };
          expect(await takeAll(readAhead(delays, atOnce, read))).toEqual(delays);
          expect(most).toBe(Math.min(atOnce, delays.length));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('throws the first failure in the order of the items, and aborts the rest', async () => {
    const signals: AbortSignal[] = [];
    const taken: number[] = [];
    const read = async (item: number, signal: AbortSignal) => {
      signals.push(signal);
      await waiting(item === 1 ? 20 : 1);
      if (item === 1 || item === 2) throw new Error(`item ${item}`);
      return item;
    };
    const reading = async () => {
      for await (const item of readAhead([0, 1, 2, 3, 4, 5, 6], 3, read)) taken.push(item);
    };
    await expect(reading()).rejects.toThrow('item 1');
    expect(taken).toEqual([0]);
    expect(signals).toHaveLength(4);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test('is aborted with its caller, by the same reason, and when no more answers are taken', async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const read = async (_item: number, signal: AbortSignal) => {
      seen = signal;
      caller.abort('enough');
      signal.throwIfAborted();
    };
    await expect(takeAll(readAhead([1, 2], 2, read, caller.signal))).rejects.toBe('enough');

    const note = async (_item: number, signal: AbortSignal) => {
      seen = signal;
    };
    for await (const _ of readAhead([1, 2, 3], 2, note)) break;
    expect(seen?.aborted).toBe(true);
  });
});
