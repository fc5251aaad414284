import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { CLI, runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const atlas = inject('seedAtlas');

const explorer = makeTemporaryFolder();
mkdirSync(join(explorer, 'runtime'));
writeFileSync(join(explorer, 'index.html'), '<!doctype html><title>Explorer</title>');
writeFileSync(join(explorer, 'runtime', 'ort-wasm-simd-threaded.wasm'), '\0asm');

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Starts the server in a process of its own and waits for its address. */
async function startServe(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [CLI, 'serve', atlas, '--explorer', explorer, '--json', ...args]);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}:\n${stderr()}`);
  return { child, ...(JSON.parse(stdout()) as { url: string; port: number }), stdout, stderr };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return () => text;
}

async function endWith({ child }: Running, signal: NodeJS.Signals) {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('serve', () => {
  test('gives the page, the atlas and its model, and prints where', async () => {
    const { url, port, stderr } = await startServe();
    expect(url).toBe(`http://localhost:${port}`);
    const status = async (path: string) => (await fetch(`${url}${path}`, { method: 'HEAD' })).status;
    expect(await (await fetch(url)).text()).toContain('<title>Explorer</title>');
    const manifest = await (await fetch(`${url}/atlas/manifest.json`)).json();
    expect(manifest.counts.papers).toBe(209);
    expect(await status(`/atlas/data/${manifest.kinds.embeddings.shards[0].name}`)).toBe(200);
    const model = `/models/${manifest.model.id}`;
    for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'SHA256SUMS'])
      expect(await status(`${model}/${name}`), name).toBe(200);
    const weights = await fetch(`${url}${model}/onnx/model_quantized.onnx`, { method: 'HEAD' });
    expect(Number(weights.headers.get('content-length'))).toBeGreaterThan(20_000_000);
    expect(weights.headers.get('etag')).toContain(manifest.model.sha256.slice(0, 32));
    expect(await status('/runtime/ort-wasm-simd-threaded.wasm')).toBe(200);
    expect(await status('/atlas/build-report.json')).toBe(404);
    expect(stderr()).toBe('');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it well, whatever is connected', async (signal) => {
    const server = await startServe();
    const sockets = Array.from({ length: 20 }, () => connect(server.port, '127.0.0.1'));
    const ended = sockets.map((socket) => once(socket.on('error', () => {}).resume(), 'close'));
    sockets[0]?.write('GET / HTTP/1.1\r\nHost: loc');
    await (await fetch(server.url)).text();
    expect(await endWith(server, signal)).toBe(0);
    await Promise.all(ended);
  });

  test('takes the next free port, but not another than the one that is named', async () => {
    const [first, second] = [await startServe(), await startServe()];
    expect(second.port).toBeGreaterThan(first.port);
    const { code, stdout, stderr } = await runCli([
      'serve',
      atlas,
      '--explorer',
      explorer,
      '--port',
      String(first.port),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/port \d+ is in use; name another port.*\[ADDRESS_UNAVAILABLE\]/);
  });

  test('for a person it names the address and how to end it', async () => {
    const result = await runCli(['serve', atlas, '--explorer', explorer, '--port', '0'], {
      onStart: async (child) => {
        await once(child.stdout!, 'data');
        await delay(50);
        child.kill('SIGINT');
      },
    });
    expect(result).toMatchObject({ code: 0, stderr: 'Ctrl-C ends it.\n' });
    expect(result.stdout).toMatch(/^http:\/\/localhost:\d+\n$/);
  });

  test('on an address that others reach, says so', async () => {
    const { url, stderr } = await startServe('--host', '0.0.0.0', '--port', '0');
    expect((await fetch(url)).status).toBe(200);
    expect(stderr()).toMatch(/^note: .*can read this atlas/);
  });

  test('refuses a folder without an atlas, an explorer without a page, and a port that is none', async () => {
    const serve = (...args: string[]) => runCli(['serve', ...args]);
    const [noAtlas, noExplorer, noPort] = await Promise.all([
      serve(makeTemporaryFolder(), '--explorer', explorer),
      serve(atlas, '--explorer', makeTemporaryFolder()),
      serve(atlas, '--port', '70000'),
    ]);
    expect(noAtlas).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('ATLAS_NOT_FOUND'),
    });
    expect(noExplorer).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('EXPLORER_NOT_FOUND'),
    });
    expect(noPort).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('0 to 65535') });
  });
});
