import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../math/sha256.ts';
import type { Progress } from '../task.ts';
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
  test('are counted together, those of unknown length as they come', async () => {
    const seen: Progress[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      const isKnown = String(input).endsWith('known');
      return new Response('12345', isKnown ? { headers: { 'content-length': '5' } } : {});
    };
    const files = createServedFiles({ fetch, onProgress: (progress) => seen.push(progress) });
    await files.read(new URL('http://page.test/known'));
    await files.read(new URL('http://page.test/unsaid'));
    expect(seen.map(({ done, total }) => [done, total])).toEqual([
      [5, 5],
      [10, 10],
    ]);
  });

  test('that cannot be asked for say why', async () => {
    const fetch = async () => Promise.reject(new TypeError('no network'));
    const reading = createServedFiles({ fetch }).read(new URL('http://page.test/x'));
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await expect(reading).rejects.toThrow(/no network/);
  });
});
