import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openModelFolder } from './model-folder.ts';
import { DEFAULT_MODEL_ID } from './model-spec.ts';

/** The files of a made-up model: enough for its spec, not for embedding. */
const FILES: Record<string, string> = {
  'config.json': JSON.stringify({ hidden_size: 8, max_position_embeddings: 32 }),
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: true }),
  'onnx/model_quantized.onnx': 'weights',
};
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let folder = '';
const environment = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-folder-'));
  process.env['PAPER_ATLAS_CACHE'] = join(folder, 'cache');
  // Port 9 answers nobody: the hub is unreachable unless a test starts one.
  process.env['HF_ENDPOINT'] = 'http://127.0.0.1:9';
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env = { ...environment };
});

function writeModel(path: string, files = FILES): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

async function serveHub(files: Record<string, string>): Promise<{ server: Server; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const text = files[(request.url ?? '').replace('/someone/model/resolve/main/', '')];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['HF_ENDPOINT'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, requests };
}

describe('finding a model', () => {
  test('the default model travels with the project and its checksums hold', async () => {
    const { spec } = await openModelFolder();
    expect(spec).toEqual({
      id: DEFAULT_MODEL_ID,
      sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
      dtype: 'q8',
      dimension: 384,
      pooling: 'mean',
      normalize: true,
      maxTokens: 256,
      documentPrefix: '',
      queryPrefix: '',
    });
  });

  test('a folder is a model by its own files', async () => {
    const path = writeModel(join(folder, 'someone', 'model'));
    const { spec } = await openModelFolder(path);
    expect(spec).toMatchObject({
      id: 'someone/model',
      sha256: hashOf('weights'),
      dimension: 8,
      pooling: 'cls',
    });
  });

  test('fp32 weights are taken when there are no int8 ones', async () => {
    const { 'onnx/model_quantized.onnx': weights, ...rest } = FILES;
    const path = writeModel(join(folder, 'm'), { ...rest, 'onnx/model.onnx': weights! });
    expect((await openModelFolder(path)).spec.dtype).toBe('fp32');
  });

  test('a path where there is no model says what belongs there', async () => {
    await expect(openModelFolder(join(folder, 'none'))).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringMatching(/none: expected a folder with config\.json, tokenizer\.json and onnx/),
    });
  });

  test.each(['MiniLM', '../../etc/passwd/x/y', 'a/b/c', 'owner/na me', '', 'owner/..'])(
    'a name that is neither path nor hub name is refused: %j',
    async (name) => {
      await expect(openModelFolder(name)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    },
  );

  test.each(['onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json'])(
    'a folder without %s says so',
    async (missing) => {
      const path = writeModel(join(folder, 'm'));
      rmSync(join(path, missing));
      await expect(openModelFolder(path)).rejects.toMatchObject({
        code: 'MODEL_NOT_FOUND',
        message: expect.stringContaining(missing.split('/').at(-1)!),
      });
    },
  );
});

describe('checksums', () => {
  test('a file that differs from SHA256SUMS is refused by name', async () => {
    const path = writeModel(join(folder, 'm'), {
      ...FILES,
      SHA256SUMS: `${hashOf('weights')}  onnx/model_quantized.onnx\n${hashOf('other')}  tokenizer.json\n`,
    });
    await expect(openModelFolder(path)).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      details: { file: join(path, 'tokenizer.json'), expected: hashOf('other'), actual: hashOf('{}') },
    });
  });

  test.each([`${'0'.repeat(64)}  ../../secret`, `${'0'.repeat(64)}  /etc/passwd`, 'not a checksum'])(
    'a SHA256SUMS with the line %j is refused',
    async (line) => {
      const path = writeModel(join(folder, 'm'), { ...FILES, SHA256SUMS: `${line}\n` });
      await expect(openModelFolder(path)).rejects.toMatchObject({
        code: 'MODEL_DAMAGED',
        details: { line: 1 },
      });
    },
  );
});

describe('the hub', () => {
  test('a hub name is downloaded once and read from the cache afterwards', async () => {
    const { server, requests } = await serveHub(FILES);
    const seen: string[] = [];
    const first = await openModelFolder('someone/model', { onProgress: ({ stage }) => seen.push(stage) });
    expect(first.spec).toMatchObject({ id: 'someone/model', sha256: hashOf('weights') });
    expect(seen).toContain('download onnx/model_quantized.onnx');
    const asked = requests.length;
    expect(await openModelFolder('someone/model')).toEqual(first);
    expect(requests.length).toBe(asked);
    server.close();
  });

  test('a download that breaks off leaves nothing in the cache', async () => {
    const { 'onnx/model_quantized.onnx': _missing, ...rest } = FILES;
    const { server } = await serveHub(rest);
    for (let i = 0; i < 2; i++) {
      await expect(openModelFolder('someone/model')).rejects.toMatchObject({
        code: 'MODEL_NOT_FOUND',
        message: expect.stringMatching(/model_quantized\.onnx: status 404/),
      });
    }
    server.close();
  });

  test('without a hub the error lists each place that was looked at and what to do', async () => {
    const error: unknown = await openModelFolder('someone/model').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'MODEL_NOT_FOUND' });
    const { message } = error as Error;
    expect(message).toContain(join('data', 'models', 'someone/model'));
    expect(message).toContain(join(folder, 'cache', 'models', 'someone/model'));
    expect(message).toMatch(/the hub \(.*127\.0\.0\.1:9.*\)[\s\S]*--model PATH/);
  });
});
