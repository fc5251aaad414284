import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../math/sha256.ts';
import { createBrowserEmbedder, MODEL_RUNTIME_FILE } from './browser.ts';
import type { ModelSpec } from './model-spec.ts';
import { createServedFiles } from './served-files.ts';

const WEIGHTS = new TextEncoder().encode('weights');
const MODEL: ModelSpec = {
  id: 'Xenova/all-MiniLM-L6-v2',
  sha256: sha256Hex(WEIGHTS),
  dtype: 'q8',
  dimension: 384,
  pooling: 'mean',
  normalize: true,
  maxTokens: 256,
  documentPrefix: '',
  queryPrefix: '',
};
const FILES: Readonly<Record<string, string>> = {
  [`/runtime/${MODEL_RUNTIME_FILE}`]: 'wasm',
  '/models/Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx': 'weights',
  '/models/Xenova/all-MiniLM-L6-v2/config.json': '{"hidden_size":384}',
  '/models/Xenova/all-MiniLM-L6-v2/tokenizer.json': '{}',
  '/models/Xenova/all-MiniLM-L6-v2/tokenizer_config.json': '{}',
};

/** A web server that has these files; null: it answers with a page, as development servers do. */
function serve(files: Readonly<Record<string, string | null>>): typeof fetch {
  return async (input) => {
    const body = files[new URL(String(input)).pathname];
    if (body === undefined) return new Response('no', { status: 404 });
    if (body === null) return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    return new Response(body, { headers: { 'content-length': String(body.length) } });
  };
}

const open = (change: Readonly<Record<string, string | null | undefined>>, model = MODEL) =>
  createBrowserEmbedder({
    model,
    modelsUrl: 'http://page.test/models/',
    runtimeUrl: 'http://page.test/runtime/',
    fetch: serve({ ...FILES, ...change } as Record<string, string | null>),
  });

describe('a model in a browser', () => {
  test.each(Object.keys(FILES))('says that %s is missing, by its path', async (path) => {
    const missing = { code: 'MODEL_NOT_FOUND', details: { file: path } };
    await expect(open({ [path]: undefined })).rejects.toMatchObject(missing);
    await expect(open({ [path]: null })).rejects.toMatchObject(missing);
  });

  test('is refused when its weights are others than the atlas names, or its files say another pooling', async () => {
    const folder = '/models/Xenova/all-MiniLM-L6-v2';
    await expect(open({ [`${folder}/onnx/model_quantized.onnx`]: 'other' })).rejects.toMatchObject({
      code: 'MODEL_MISMATCH',
      details: { differing: ['sha256'] },
    });
    await expect(
      open({ [`${folder}/1_Pooling/config.json`]: '{"pooling_mode_cls_token":true}' }),
    ).rejects.toMatchObject({ code: 'MODEL_MISMATCH', details: { differing: ['pooling'] } });
    await expect(open({ [`${folder}/config.json`]: '{' })).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  test.each(['../../secret', '/etc', 'a/b/c', 'https://example.org/x', '.hidden', 'a\\b', ''])(
    'is never looked for under "%s"',
    async (id) => {
      await expect(open({}, { ...MODEL, id })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    },
  );

  test('of an unknown kind of weights is refused', async () => {
    for (const dtype of ['q9', 'constructor'])
      await expect(open({}, { ...MODEL, dtype })).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });
});

describe('files of a server', () => {
  /** A server that says the length of `known…` files only, or of all when asked by HEAD, and then compresses them. */
  function watch(answerHead: (url: string) => Promise<Response>) {
    const seen: [done: number, total: number][] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = String(input);
      if (init?.method === 'HEAD') return answerHead(url);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (url.endsWith('known')) return new Response('12345', { headers: { 'content-length': '5' } });
      return new Response('12345', { headers: { 'content-encoding': 'br', 'content-length': '2' } });
    };
    const files = createServedFiles({ fetch, onProgress: ({ done, total }) => seen.push([done, total]) });
    return { files, seen };
  }
  const KNOWN = new URL('http://page.test/known');
  const UNSAID = new URL('http://page.test/unsaid');

  test('are counted together, those of unknown length as they come', async () => {
    const { files, seen } = watch(async () => new Response(null, { status: 405 }));
    await files.read(KNOWN);
    await files.read(UNSAID);
    expect(seen).toEqual([
      [5, 5],
      [10, 10],
    ]);
  });

  test('have one sum from the first to the last byte, when the server says their lengths', async () => {
    const { files, seen } = watch(async () => new Response(null, { headers: { 'content-length': '5' } }));
    void files.measure([KNOWN, UNSAID]);
    await files.read(KNOWN);
    await files.read(UNSAID);
    expect(seen).toEqual([
      [5, 10],
      [10, 10],
    ]);
  });

  test('are asked for their lengths as they are, which a part of them says too', async () => {
    const asked: (RequestInit | undefined)[] = [];
    const { files, seen } = watch(
      async () => new Response('12345', { status: 206, headers: { 'content-range': 'bytes 0-4/5' } }),
    );
    await files.measure([UNSAID]);
    expect(seen).toEqual([]);
    await files.read(KNOWN);
    expect(seen).toEqual([[5, 10]]);
    const fetch: typeof globalThis.fetch = async (_, init) => {
      asked.push(init);
      return new Response(null, { headers: { 'content-encoding': 'gzip', 'content-length': '2' } });
    };
    await createServedFiles({ fetch }).measure([UNSAID]);
    expect(asked).toMatchObject([{ method: 'HEAD', headers: { Range: 'bytes=0-' } }]);
  });

  test('are read without waiting for a server that does not answer what it is asked of lengths', async () => {
    const { files, seen } = watch(() => new Promise(() => undefined));
    void files.measure([KNOWN, UNSAID]);
    await files.read(KNOWN);
    await files.read(UNSAID);
    expect(seen).toEqual([
      [5, 0],
      [10, 0],
    ]);
  });

  test('that are shorter than the server said at first do not keep the sum from being reached', async () => {
    const { files, seen } = watch(async () => new Response(null, { headers: { 'content-length': '9' } }));
    await files.measure([KNOWN]);
    await files.read(KNOWN);
    expect(seen.at(-1)).toEqual([5, 5]);
  });

  test('that cannot be asked for say why', async () => {
    const fetch = async () => Promise.reject(new TypeError('no network'));
    const reading = createServedFiles({ fetch }).read(new URL('http://page.test/x'));
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await expect(reading).rejects.toThrow(/no network/);
  });
});
