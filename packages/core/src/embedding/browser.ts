import { ExplorerError } from '../errors.ts';
import { sha256Hex } from '../math/sha256.ts';
import type { Embedder } from './embedder.ts';
import { assertSameModel, type ModelSpec, parseModelSpec } from './model-spec.ts';
import { createServedFiles, type ServedFiles, type ServedFilesOptions } from './served-files.ts';
import { createTransformersEmbedder } from './transformers.ts';

export interface BrowserEmbedderOptions extends ServedFilesOptions {
  /**
   * The model that is wanted: the one of an atlas, and another one is refused, whatever its name. For a new atlas a name and
   * a weight format (`q8`, `fp32`, `fp16`) are enough: then the spec is what the served files say.
   */
  readonly model: ModelSpec | Pick<ModelSpec, 'id' | 'dtype'>;
  /** Address of the folder of models; the model's files stand in `<its id>/` below it. */
  readonly modelsUrl: string | URL;
  /** Address of the folder with {@link MODEL_LOADER_FILE} and {@link MODEL_RUNTIME_FILE}, from the package `onnxruntime-web`. */
  readonly runtimeUrl: string | URL;
}

/** The two files of onnxruntime-web that have to be served beside a page. */
export const MODEL_LOADER_FILE = 'ort-wasm-simd-threaded.mjs';
export const MODEL_RUNTIME_FILE = 'ort-wasm-simd-threaded.wasm';

const WEIGHTS: Readonly<Record<string, string>> = {
  q8: 'onnx/model_quantized.onnx',
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
};
const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'];
/** A model's id becomes a path: two plain names at most, none beginning with a dot. */
const MODEL_PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)?$/;

/**
 * Adapter: the model of an atlas in a browser, meant to live in a worker. Every file is read first (stage `model`, in
 * bytes; then `start`), the weights are compared with the SHA-256 that the atlas names (the only one it names: the small files
 * decide what the spec holds, and are compared by that), and the runtime then sees these bytes only.
 * Nothing is kept between visits but by the browser's own HTTP cache, which asks the server whether a file changed.
 *
 * @throws ExplorerError MODEL_NOT_FOUND (a file is missing: the message names it), MODEL_MISMATCH (another model than
 *   the atlas's), MODEL_DAMAGED, MODEL_UNSUPPORTED, ABORTED
 */
export async function createBrowserEmbedder(options: BrowserEmbedderOptions): Promise<Embedder> {
  const { model: wanted, runtimeUrl } = options;
  const folder = new URL(`${modelPath(wanted)}/`, options.modelsUrl);
  const served = createServedFiles(options);
  const weightsFile = weightsOf(wanted);
  const names = [weightsFile, 'config.json', ...TOKENIZER_FILES];
  const runtime = new URL(MODEL_RUNTIME_FILE, runtimeUrl);
  const sentence = new URL('sentence_bert_config.json', folder);
  const pooling = new URL('1_Pooling/config.json', folder);
  void served.measure([runtime, ...names.map((name) => new URL(name, folder))]);
  const [binary, files, sentenceConfig, poolingConfig] = await Promise.all([
    served.read(runtime),
    Promise.all(names.map(async (name) => [name, await served.read(new URL(name, folder))] as const)),
    readJsonIfThere(served, sentence),
    readJsonIfThere(served, pooling),
  ]);
  const held = new Map<string, Uint8Array<ArrayBuffer>>(files);
  const spec = parseModelSpec(
    { id: wanted.id, sha256: sha256Hex(held.get(weightsFile)!), dtype: wanted.dtype },
    { config: parseJson(folder, 'config.json', held.get('config.json')!), sentenceConfig, poolingConfig },
    { maxTokens: 'sha256' in wanted ? wanted.maxTokens : undefined },
  );
  if ('sha256' in wanted) assertSameModel(wanted, spec, 'this atlas');
  options.onProgress?.({ stage: 'start', done: 0, total: 1 });
  const embedder = await createTransformersEmbedder({
    model: spec,
    location: wanted.id,
    browser: {
      loaderUrl: new URL(MODEL_LOADER_FILE, runtimeUrl).href,
      binary: binary.buffer,
      fetch: async (url) => answer(held, url, wanted.id),
    },
  });
  held.clear();
  return embedder;
}

function modelPath({ id }: Pick<ModelSpec, 'id'>): string {
  if (MODEL_PATH.test(id)) return id;
  throw new ExplorerError(
    'MODEL_NOT_FOUND',
    `the atlas names its model ${JSON.stringify(id.slice(0, 80))}, which is no folder that a page can serve; expected a name like Xenova/all-MiniLM-L6-v2`,
    { details: { model: id } },
  );
}

function weightsOf({ id, dtype }: Pick<ModelSpec, 'id' | 'dtype'>): string {
  const file = Object.hasOwn(WEIGHTS, dtype) ? WEIGHTS[dtype] : undefined;
  if (file !== undefined) return file;
  throw new ExplorerError(
    'MODEL_UNSUPPORTED',
    `the weights of ${id} are ${JSON.stringify(dtype)}; expected one of ${Object.keys(WEIGHTS).join(', ')}`,
    { details: { model: id, dtype } },
  );
}

/** What the runtime asks for is answered from memory: a file that was not read is not there. */
function answer(held: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, url: string, id: string): Response {
  const { pathname } = new URL(url, 'http://model.invalid/');
  const bytes = held.get(pathname.slice(`/models/${id}/`.length));
  if (bytes === undefined) return new Response(null, { status: 404 });
  return new Response(bytes, { headers: { 'content-length': String(bytes.length) } });
}

async function readJsonIfThere(served: ServedFiles, url: URL): Promise<unknown> {
  const bytes = await served.readIfThere(url);
  return bytes === null ? null : parseJson(url, '', bytes);
}

function parseJson(base: URL, name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    const { pathname } = new URL(name, base);
    throw new ExplorerError('MODEL_DAMAGED', `${pathname} is not JSON; copy the file again`, {
      cause,
      details: { file: pathname },
    });
  }
}
