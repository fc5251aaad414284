import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { abortedError, type LongTask } from '../task.ts';

/** The files of a sentence encoder on the hub, and whether a model may lack them. */
const FILES = [
  { name: 'config.json', required: true },
  { name: 'tokenizer.json', required: true },
  { name: 'tokenizer_config.json', required: true },
  { name: 'special_tokens_map.json', required: false },
  { name: 'sentence_bert_config.json', required: false },
  { name: '1_Pooling/config.json', required: false },
  { name: 'onnx/model_quantized.onnx', required: true },
] as const;

/** The hub's address: `$HF_ENDPOINT` as its own tools read it, else the public one. */
function hubAddress(): string {
  return (process.env['HF_ENDPOINT'] || 'https://huggingface.co').replace(/\/+$/, '');
}

/**
 * Downloads the files of the model `id` from the hub into `folder`, which appears only when all are there.
 *
 * @throws Error when the hub cannot be reached or has no such model; `ABORTED` when the task is stopped.
 */
export async function downloadModel(id: string, folder: string, task: LongTask = {}): Promise<void> {
  const temporary = `${folder}.download-${process.pid}`;
  try {
    for (const { name, required } of FILES)
      await downloadFile(id, name, required, join(temporary, name), task);
    await mkdir(dirname(folder), { recursive: true });
    await rename(temporary, folder);
  } catch (error) {
    if (task.signal?.aborted) throw abortedError(task.signal, `the download of ${id}`);
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function downloadFile(
  id: string,
  name: string,
  required: boolean,
  path: string,
  task: LongTask,
): Promise<void> {
  const address = `${hubAddress()}/${id}/resolve/main/${name}`;
  const response = await fetch(address, { signal: task.signal ?? null }).catch((cause: unknown) => {
    const reason =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new Error(`${address}: no answer, ${reason}`, { cause });
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    if (response.status === 404 && !required) return;
    throw new Error(`${address}: status ${response.status}`);
  }
  const total = Number(response.headers.get('content-length') ?? 0);
  let done = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      done += chunk.length;
      task.onProgress?.({ stage: `download ${name}`, done, total: Math.max(total, done) });
      callback(null, chunk);
    },
  });
  await mkdir(dirname(path), { recursive: true });
  await pipeline(
    Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
    counter,
    createWriteStream(path),
  );
}
