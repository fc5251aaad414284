import { ExplorerError } from 'paper-atlas';
import { afterEach, describe, expect, test } from 'vitest';
import { serveCalls } from './border.ts';
import { connectWorker } from './connect-worker.ts';

type TestCalls = {
  double: { input: number; report: number; output: number };
  fail: { input: null; report: never; output: null };
  wait: { input: null; report: never; output: string };
  count: { input: number; report: never; output: Int32Array };
};

/** The two ends of a channel stand for a page and its worker. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  serveCalls<TestCalls>(port1 as unknown as Parameters<typeof serveCalls>[0], {
    async double(input, { report }) {
      report(input);
      return 2 * input;
    },
    async fail() {
      throw new ExplorerError('ATLAS_DAMAGED', 'broken', { details: { file: 'data/x' } });
    },
    async count(until, { handOver }) {
      const counted = Int32Array.from({ length: until }, (_, at) => at);
      // Named twice, it is handed over once.
      handOver([counted.buffer, counted.buffer]);
      lastCounted = counted;
      return counted;
    },
    wait: (_input, { signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'))),
  });
  port1.start();
  ports.push(port1, port2);
  return connectWorker<TestCalls>(port2 as unknown as Worker);
}

const ports: MessagePort[] = [];
let lastCounted: Int32Array | null = null;
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('the border of a worker', () => {
  test('carries calls side by side, with their reports', async () => {
    const call = connect();
    const reports: number[] = [];
    const onReport = (report: number) => void reports.push(report);
    expect(await Promise.all([call('double', 2, { onReport }), call('double', 5, { onReport })])).toEqual([
      4, 10,
    ]);
    expect(reports).toEqual([2, 5]);
  });

  test('carries errors with their code and facts', async () => {
    await expect(connect()('fail', null)).rejects.toMatchObject({
      code: 'ATLAS_DAMAGED',
      message: 'broken',
      details: { file: 'data/x' },
    });
  });

  test('hands over the buffers of an answer', async () => {
    expect(await connect()('count', 4)).toEqual(Int32Array.of(0, 1, 2, 3));
    // On this side nothing is left of it: it was not copied.
    expect(lastCounted).toHaveLength(0);
  });

  test('carries an abort', async () => {
    const controller = new AbortController();
    const waiting = connect()('wait', null, { signal: controller.signal });
    controller.abort();
    expect(await waiting).toBe('aborted');
  });
});
