import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

/** What a page or a worker holds, in bytes, after its garbage was collected. */
export interface HeldMemory {
  /** `page`, or the name of the worker. */
  readonly name: string;
  /** Objects and strings of JavaScript. */
  readonly heap: number;
  /** Array buffers that it reaches; of WebAssembly's memories Chromium tells nothing here. */
  readonly buffers: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** Sends one command of the protocol to a page or a worker. */
type Ask = (method: string, parameters?: object) => Promise<unknown>;

/** A message of the protocol from a target. */
interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly message: string;
    readonly targetInfo: { readonly url: string };
  };
}

/** The workers that a page or a worker has started, and theirs. */
class WorkerTree {
  private readonly workers = new Map<
    string,
    { readonly name: string; readonly ask: Ask; readonly tree: WorkerTree }
  >();
  private readonly waiting = new Map<string, (result: unknown) => void>();
  private next = 1;

  private readonly ask: Ask;

  private constructor(ask: Ask) {
    this.ask = ask;
  }

  static async watch(ask: Ask): Promise<WorkerTree> {
    const tree = new WorkerTree(ask);
    await ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return tree;
  }

  /** What the owner of these workers has been told. */
  async hear({ method, params }: Message): Promise<void> {
    if (params === undefined) return;
    const { sessionId } = params;
    if (method === 'Target.detachedFromTarget') this.workers.delete(sessionId);
    else if (method === 'Target.attachedToTarget') {
      const ask: Ask = (name, parameters = {}) => this.send(sessionId, name, parameters);
      const name = /([a-z-]+)-[^/]*$/.exec(params.targetInfo.url)?.[1] ?? params.targetInfo.url;
      const tree = new WorkerTree(ask);
      this.workers.set(sessionId, { name, ask, tree });
      await ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    } else if (method === 'Target.receivedMessageFromTarget') {
      const message = JSON.parse(params.message) as Message;
      if (message.id === undefined) await this.workers.get(sessionId)?.tree.hear(message);
      else this.waiting.get(`${sessionId}/${message.id}`)?.(message.result);
    }
  }

  async measure(): Promise<HeldMemory[]> {
    const all: HeldMemory[] = [];
    for (const { name, ask, tree } of this.workers.values())
      all.push(await measure(name, ask), ...(await tree.measure()));
    return all;
  }

  private send(sessionId: string, method: string, params: object): Promise<unknown> {
    const id = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(`${sessionId}/${id}`, resolve);
      void this.ask('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method, params }),
      });
    });
  }
}

/** Memory of a page and all its workers, asked of V8 in each of them. Attach before the page starts any worker. */
export async function watchMemory(page: Page): Promise<() => Promise<HeldMemory[]>> {
  const session = await page.context().newCDPSession(page);
  const ask: Ask = (method, parameters = {}) => session.send(method as 'Runtime.enable', parameters as never);
  let tree: WorkerTree | null = null;
  for (const method of [
    'Target.attachedToTarget',
    'Target.detachedFromTarget',
    'Target.receivedMessageFromTarget',
  ] as const)
    session.on(method, (params) => void tree?.hear({ method, params: params as never }));
  tree = await WorkerTree.watch(ask);
  return async () => [await measure('page', ask), ...(await tree.measure())];
}

async function measure(name: string, ask: Ask): Promise<HeldMemory> {
  await ask('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await ask('Runtime.getHeapUsage')) as HeapUsage;
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
