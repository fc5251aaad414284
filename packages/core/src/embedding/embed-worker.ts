import { isExplorerError } from '../errors.ts';
import type { Embedder } from './embedder.ts';
import { createTransformersEmbedder } from './transformers.ts';
import type { FromWorker, PlainError, ToWorker } from './worker-messages.ts';

/**
 * A process of the pool: loads one model, then embeds one text after another.
 * It stops softly: the text in flight ends, the model is freed, the process exits. Ctrl-C reaches the whole process
 * group; only the pool decides what it means, so it is ignored here. A pool that has died closes the channel.
 */
let embedder: Promise<Embedder> | undefined;
let stopping = false;
const waiting: Extract<ToWorker, { type: 'embed' }>[] = [];
let busy = false;

process.on('SIGINT', () => {});
process.on('SIGTERM', () => void stop());
process.on('disconnect', () => void stop());
process.on('message', (message: ToWorker) => {
  if (message.type === 'stop') void stop();
  else if (message.type === 'load') void load(message);
  else {
    waiting.push(message);
    void work();
  }
});

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message, () => {});
}

async function load(message: Extract<ToWorker, { type: 'load' }>): Promise<void> {
  embedder = createTransformersEmbedder({ model: message.model, location: message.location });
  try {
    await embedder;
    send({ type: 'ready' });
  } catch (error) {
    send({ type: 'failed', error: toPlain(error) });
  }
}

async function work(): Promise<void> {
  if (busy || embedder === undefined) return;
  busy = true;
  try {
    const model = await embedder;
    for (let next = waiting.shift(); next !== undefined && !stopping; next = waiting.shift()) {
      const { data } = await model.embed([next.text], next.as);
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      send({ type: 'vector', job: next.job, vector: data, peakBytes });
    }
  } catch (error) {
    send({ type: 'failed', error: toPlain(error) });
  }
  busy = false;
  if (stopping) await exit();
}

async function stop(): Promise<void> {
  stopping = true;
  if (!busy) await exit();
}

async function exit(): Promise<void> {
  await embedder?.then((model) => model.dispose()).catch(() => {});
  process.exit(0);
}

function toPlain(error: unknown): PlainError {
  if (isExplorerError(error)) return { code: error.code, message: error.message, details: error.details };
  return {
    code: 'WORKER_FAILED',
    message: `the model stopped with: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    details: {},
  };
}
