import { type PlainError, toPlainError } from './plain-error.ts';

/** What a worker can be asked, as a type: name of the call -> what goes in, what is reported on the way, what comes out. */
export type Calls = { [name: string]: { input: unknown; report: unknown; output: unknown } };
export type Handlers<C extends Calls> = {
  [K in keyof C]: (
    input: C[K]['input'],
    context: {
      readonly signal: AbortSignal;
      /** The buffers, which are parts of the report, are handed over instead of copied. */
      readonly report: (report: C[K]['report'], buffers?: readonly ArrayBuffer[]) => void;
      /** The same of the answer: each buffer belongs to the other side from then on. */
      readonly handOver: (buffers: Iterable<ArrayBuffer>) => void;
    },
  ) => Promise<C[K]['output']>;
};
type Ask = { id: number; name: string; input: unknown } | { id: number; abort: true };
export type Answer = { id: number } & ({ report: unknown } | { output: unknown } | { error: PlainError });

/** The inside of a worker (`self`), or a port. */
interface Port {
  postMessage(message: unknown, options?: { transfer?: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Ask>) => void): void;
}

/** Answers calls from the other side of `port` (in a worker: `self`). Each call can be aborted and reports as it goes. */
export function serveCalls<C extends Calls>(port: Port, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();
  port.addEventListener('message', async ({ data }) => {
    if ('abort' in data) return running.get(data.id)?.abort();
    const { id, name, input } = data;
    const send = (answer: Answer, buffers: readonly ArrayBuffer[] = []) =>
      port.postMessage(answer, { transfer: [...buffers] });
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const report = (report: unknown, buffers?: readonly ArrayBuffer[]) => send({ id, report }, buffers);
      const given = new Set<ArrayBuffer>();
      const handOver = (buffers: Iterable<ArrayBuffer>) => {
        for (const buffer of buffers) given.add(buffer);
      };
      const context = { signal: controller.signal, report, handOver };
      const output = await handlers[name]!(input, context);
      send({ id, output }, [...given]);
    } catch (error) {
      send({ id, error: toPlainError(error) });
    } finally {
      running.delete(id);
    }
  });
}
