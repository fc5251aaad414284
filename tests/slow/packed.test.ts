import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED } from '../support/cli.ts';

// What users get: the tarball, installed in an empty folder far from the repository, on a machine that reaches the
// npm registry for the install and no model hub afterwards.

const CORE = join(import.meta.dirname, '../../packages/core');
const folder = mkdtempSync(join(tmpdir(), 'paper-atlas-packed-'));
const app = join(folder, 'app');
const installed = (...parts: string[]) => join(app, 'node_modules', 'paper-atlas', ...parts);

/** What npm and vitest set for their own children would make these runs others than a user's. */
const inherited = Object.entries(process.env).filter(
  ([name]) => !/^(npm_|VITEST|NODE_ENV$|TEST$)/.test(name),
);
const OFFLINE = {
  ...Object.fromEntries(inherited),
  HF_ENDPOINT: 'http://127.0.0.1:9',
  PAPER_ATLAS_CACHE: join(folder, 'cache'),
};

let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function run(command: string, args: readonly string[], cwd = app): string {
  return execFileSync(command, args, {
    cwd,
    env: OFFLINE,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });
}
const atlas = (...args: string[]) => run('npx', ['--no-install', 'paper-atlas', ...args]);

beforeAll(() => {
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  copyFileSync(SEED, join(app, 'page.txt'));
  run('npm', ['pack', '--pack-destination', folder], CORE);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  // Of the dependencies' install scripts one compiles the optional index and one downloads what a CPU does not need.
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, tarball)]);
});

test('the package brings the explorer, the model with its checksums, and the licences', () => {
  const model = 'models/Xenova/all-MiniLM-L6-v2';
  const needed = [
    'LICENSE',
    'NOTICE',
    'explorer/index.html',
    'explorer/export/page.html',
    'explorer/licences/inter/LICENSE',
    'explorer/licences/source-serif-4/LICENSE',
    'explorer/runtime/ort-wasm-simd-threaded.wasm',
  ];
  needed.push(`${model}/onnx/model_quantized.onnx`, `${model}/SHA256SUMS`, `${model}/NOTICE`);
  expect(needed.filter((name) => !existsSync(installed(name)))).toEqual([]);
  const unwanted = [
    'explorer/models',
    'explorer/atlas',
    'explorer/.build-stamp',
    'dist/.build-stamp',
    'tests',
  ];
  expect(unwanted.filter((name) => existsSync(installed(name)))).toEqual([]);
});

test('what was copied for the packing does not stay in the repository', () => {
  const copies = ['explorer', 'models', 'LICENSE', 'NOTICE'];
  expect(copies.filter((name) => existsSync(join(CORE, name)))).toEqual([]);
});

test('it builds and searches an atlas', () => {
  const report = JSON.parse(atlas('build', 'page.txt', '--out', 'my.atlas', '--json'));
  expect(report).toMatchObject({ papers: 209, model: { id: 'Xenova/all-MiniLM-L6-v2' } });
  const { hits } = JSON.parse(
    atlas('search', 'my.atlas', 'faithful', 'rationales', '--limit', '5', '--json'),
  );
  expect(hits).toHaveLength(5);
});

test('it exports an atlas with the explorer as one page', () => {
  atlas('export', 'my.atlas', '--format', 'html', '--out', 'map.html');
  const { size } = statSync(join(app, 'map.html'));
  expect(size).toBeGreaterThan(statSync(installed('explorer', 'export', 'page.html')).size);
  expect(size).toBeLessThan(3_000_000);
});

test('it serves the explorer on it: page, code, atlas, model and runtime', async () => {
  server = spawn(join(app, 'node_modules', '.bin', 'paper-atlas'), ['serve', 'my.atlas', '--json'], {
    cwd: app,
    env: OFFLINE,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  const page = await (await fetch(url)).text();
  const script = /<script[^>]+src="\.\/([^"]+)"/.exec(page)?.[1];
  const manifest = await (await fetch(`${url}/atlas/manifest.json`)).json();
  const files = [
    script,
    `atlas/data/${manifest.kinds.embeddings.shards[0].name}`,
    `models/${manifest.model.id}/config.json`,
    `models/${manifest.model.id}/tokenizer.json`,
    `models/${manifest.model.id}/onnx/model_quantized.onnx`,
    'runtime/ort-wasm-simd-threaded.mjs',
    'runtime/ort-wasm-simd-threaded.wasm',
  ];
  for (const file of files) {
    const response = await fetch(`${url}/${file}`);
    expect(response.status, file).toBe(200);
    expect((await response.arrayBuffer()).byteLength, file).toBeGreaterThan(100);
  }
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
