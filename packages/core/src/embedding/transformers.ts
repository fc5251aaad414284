import { ExplorerError } from '../errors.ts';
import { createMatrix, findNonFinite, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { throwIfAborted } from '../task.ts';
import type { Embedder, EmbedTask, TextRole } from './embedder.ts';
import type { ModelSpec } from './model-spec.ts';
import { poolTokens } from './pooling.ts';

export interface TransformersEmbedderOptions {
  readonly model: ModelSpec;
  /** Folder of the model's files. */
  readonly location: string;
  /** ONNX threads of this process; default 1. More of them are slower than more processes. In a browser always 1. */
  readonly threads?: number | undefined;
  /** Given in a browser only: the model runs in WebAssembly and everything it reads comes from here. */
  readonly browser?: BrowserRuntime | undefined;
}

/** What transformers.js needs to run in a browser without asking anyone but this page's own server. */
export interface BrowserRuntime {
  /** Full address of `ort-wasm-simd-threaded.mjs`, the loader that onnxruntime imports. */
  readonly loaderUrl: string;
  /** The bytes of `ort-wasm-simd-threaded.wasm`. */
  readonly binary: ArrayBuffer;
  /** Answers every request for a file of the model, whose path is `/models/<location>/<file>`. */
  readonly fetch: (url: string) => Promise<Response>;
}

/** A text is cut to this many characters a token before it is tokenised, so that a huge one costs no more than a long one. */
const MAX_CHARACTERS_A_TOKEN = 128;

/**
 * Adapter: a sentence encoder run by transformers.js in this thread.
 *
 * Texts go through the model one at a time and without padding: the int8 weights quantise activations over the whole
 * batch, so that batch mates would change a text's vector by up to 0.008 in cosine.
 *
 * @throws ExplorerError RUNTIME_CLASH when another version of onnxruntime-node is loaded in this process.
 * @throws ExplorerError MODEL_DAMAGED when the runtime refuses the model's files.
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { model: spec, location, threads = 1, browser } = options;
  const { AutoModel, AutoTokenizer, env, LogLevel } = await loadRuntime();
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.logLevel = LogLevel.ERROR;
  if (browser !== undefined) setUpBrowser(env, browser);

  const [tokenizer, network] = await Promise.all([
    AutoTokenizer.from_pretrained(location, { local_files_only: true }),
    AutoModel.from_pretrained(location, {
      dtype: spec.dtype as 'q8',
      device: browser === undefined ? 'cpu' : 'wasm',
      local_files_only: true,
      ...(browser === undefined
        ? { session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } }
        : {}),
    }),
  ]).catch((cause: unknown) => {
    throw new ExplorerError(
      'MODEL_DAMAGED',
      `the model ${spec.id} in ${location} could not be loaded (${messageOf(cause)}); put its files there again`,
      { cause, details: { model: spec.id, location } },
    );
  });

  const endTokens = findEndTokens(idsOf(tokenizer('')), idsOf(tokenizer('a')));
  let disposed = false;

  async function embedInto(text: string, vectors: VectorMatrix, row: number): Promise<void> {
    const cut = text.slice(0, spec.maxTokens * MAX_CHARACTERS_A_TOKEN).toWellFormed();
    const inputs = tokenizer(cut, { truncation: true, max_length: spec.maxTokens });
    closeCutText(idsOf(inputs), endTokens, spec.maxTokens);
    const output = await network(inputs);
    const hidden = output.last_hidden_state;
    const [, tokens, dimension] = hidden?.dims ?? [];
    if (tokens === undefined || dimension !== spec.dimension) {
      throw new ExplorerError(
        'MODEL_UNSUPPORTED',
        `${spec.id} gave token vectors of shape [${hidden?.dims}]; expected [1, tokens, ${spec.dimension}]`,
        { details: { model: spec.id } },
      );
    }
    poolTokens(hidden.data, tokens, dimension, spec, vectors.data, row * dimension);
    for (const tensor of Object.values(output)) (tensor as { dispose(): void }).dispose();
  }

  return {
    model: spec,

    async embed(texts: readonly string[], as: TextRole, task: EmbedTask = {}) {
      if (disposed) throw new ExplorerError('INVALID_ARGUMENT', 'this embedder was disposed; create another');
      const prefix = as === 'query' ? spec.queryPrefix : spec.documentPrefix;
      const vectors = createMatrix(texts.length, spec.dimension);
      for (const [row, text] of texts.entries()) {
        throwIfAborted(task.signal, 'embedding');
        await embedInto(prefix + text, vectors, row);
        task.onVector?.(row, rowOf(vectors, row));
        task.onProgress?.({ stage: 'embed', done: row + 1, total: texts.length });
      }
      const broken = findNonFinite(vectors.data);
      if (broken >= 0) {
        throw new ExplorerError(
          'MODEL_UNSUPPORTED',
          `${spec.id} gave a value that is no number for text ${Math.floor(broken / spec.dimension)}; its weights are not usable here`,
          { details: { model: spec.id } },
        );
      }
      return vectors;
    },

    async dispose() {
      if (disposed) return;
      disposed = true;
      await network.dispose();
    },
  };
}

function idsOf(inputs: { readonly input_ids: { readonly data: unknown } }): BigInt64Array {
  return inputs.input_ids.data as BigInt64Array;
}

/** What a tokenizer puts behind every text, as `[SEP]`. */
function findEndTokens(empty: BigInt64Array, letter: BigInt64Array): BigInt64Array {
  let length = 0;
  while (length < empty.length - 1 && empty.at(-1 - length) === letter.at(-1 - length)) length++;
  return empty.slice(empty.length - length);
}

/**
 * The library cuts off the end token with the rest of a long text; the model was trained with it there. SciFact gains
 * .006 of nDCG@10 by it.
 */
function closeCutText(ids: BigInt64Array, endTokens: BigInt64Array, maxTokens: number): void {
  if (ids.length === maxTokens) ids.set(endTokens, ids.length - endTokens.length);
}

type Runtime = typeof import('@xenova/transformers');

/**
 * The library's own caches are off: one is keyed by path and never looks whether a file has changed, the other imports
 * its code from a `blob:` address, which a strict Content-Security-Policy refuses.
 */
function setUpBrowser(env: Runtime['env'], { loaderUrl, binary, fetch }: BrowserRuntime): void {
  env.localModelPath = '/models/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = (input: string | URL) => fetch(String(input));
  Object.assign(env.backends.onnx.wasm ?? {}, {
    wasmPaths: { mjs: loaderUrl },
    wasmBinary: binary,
    numThreads: 1,
    proxy: false,
  });
}

async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('@xenova/transformers');
  } catch (cause) {
    throw explainLoadFailure(cause);
  }
}

/** Names the two known reasons why transformers.js cannot be loaded. */
function explainLoadFailure(cause: unknown): ExplorerError {
  const message = messageOf(cause);
  if (/undefined symbol|symbol not found|version [`'"]?VERS_|procedure could not be found/i.test(message)) {
    return new ExplorerError(
      'RUNTIME_CLASH',
      `onnxruntime cannot be loaded because another version of it is already loaded in this process (${message}); ` +
        'two versions of onnxruntime-node cannot live in one process: leave the embedding to Paper Atlas’ worker processes (the default), or make every package use one version',
      { cause },
    );
  }
  return new ExplorerError(
    'MODEL_UNSUPPORTED',
    `@xenova/transformers cannot be loaded (${message}); install the packages again`,
    { cause },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
