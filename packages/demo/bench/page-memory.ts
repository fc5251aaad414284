import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** What a page or a worker holds, in bytes, after its garbage was collected. */
export interface HeldMemory {
  /** `page`, or the name of the worker. */
  readonly name: string;
  /** Objects and strings of JavaScript. */
  readonly heap: number;
  /** Array buffers and WebAssembly memory that it reaches. */
  readonly buffers: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** Memory of a page and its workers, asked of V8 in each of them. Attach before the page starts any worker. */
export async function watchMemory(page: Page): Promise<() => Promise<HeldMemory[]>> {
  const session = await page.context().newCDPSession(page);
  const workers = new Map<string, string>();
  const waiting = new Map<string, (result: unknown) => void>();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.set(sessionId, targetInfo.title || targetInfo.url);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(`${sessionId}/${id}`)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let next = 1;
  const askWorker = <T>(sessionId: string, method: string): Promise<T> =>
    new Promise((resolve) => {
      const id = next++;
      waiting.set(`${sessionId}/${id}`, (result) => resolve(result as T));
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  return async () => {
    const page = await measure('page', (method) => askPage(session, method));
    const held = [page];
    for (const [sessionId, name] of workers)
      held.push(await measure(name, (method) => askWorker<HeapUsage>(sessionId, method)));
    return held;
  };
}

function askPage(session: CDPSession, method: string): Promise<HeapUsage> {
  return session.send(method as 'Runtime.getHeapUsage') as Promise<HeapUsage>;
}

async function measure(name: string, ask: (method: string) => Promise<HeapUsage>): Promise<HeldMemory> {
  await ask('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await ask('Runtime.getHeapUsage');
  return { name, heap: usedSize, buffers: backingStorageSize };
}

/** Resident memory of the processes that draw pages and run their workers, with all that the browser itself needs there. */
export async function residentBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function residentOf(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
