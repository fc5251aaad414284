import { once } from 'node:events';
import { serveAtlas } from '../node.ts';
import { DEFAULT_PORT } from '../serve/listen.ts';
import { withInterrupt } from './interrupt.ts';
import { createProgressBar } from './progress-bar.ts';
import { printWarning } from './warning.ts';

interface Options {
  readonly port?: number;
  readonly host?: string;
  readonly model?: string;
  readonly explorer?: string;
  readonly json?: boolean;
}

/** Ctrl-C is how a server is meant to end, so it ends well: status 0. */
export async function runServe(dir: string, options: Options): Promise<void> {
  const bar = createProgressBar();
  const onWarning = (message: string) => {
    bar.stop();
    printWarning(message);
  };
  await withInterrupt(async (signal) => {
    const { json, ...rest } = options;
    const server = await serveAtlas(dir, { ...rest, signal, onProgress: bar.update, onWarning });
    bar.stop();
    const { url, port } = server;
    console.log(json === true ? JSON.stringify({ url, port }) : url);
    if (json !== true) {
      if (options.port === undefined && port !== DEFAULT_PORT)
        console.error(`Port ${DEFAULT_PORT} is taken; this is the next free one.`);
      console.error('Ctrl-C ends it.');
    }
    try {
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      await server.close();
    }
  }).finally(bar.stop);
}
