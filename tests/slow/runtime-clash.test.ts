import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const built = (path: string) => new URL(`../../packages/core/dist/${path}`, import.meta.url).href;
const model = fileURLToPath(new URL('../../data/models/Xenova/all-MiniLM-L6-v2', import.meta.url));

test('another onnxruntime in the same process is explained, and the worker pool is not touched by it', () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', 'onnxruntime-node@1.20.1'], {
    cwd: folder,
    stdio: 'pipe',
  });
  const script = join(folder, 'clash.mjs');
  writeFileSync(
    script,
    `import 'onnxruntime-node';
import { createTransformersEmbedder } from '${built('embedding/transformers.js')}';
import { openModelFolder } from '${built('embedding/model-folder.js')}';
import { createWorkerPool } from '${built('embedding/worker-pool.js')}';
const { spec, path } = await openModelFolder(${JSON.stringify(model)});
const here = await createTransformersEmbedder({ model: spec, location: path }).catch((error) => error);
const pool = createWorkerPool({ model: spec, location: path, workers: 1 });
const { count } = await pool.embed(['a text'], 'query');
await pool.dispose();
console.log(JSON.stringify({ code: here.code, message: here.message, cause: String(here.cause?.code), count }));
`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    code: 'RUNTIME_CLASH',
    message: expect.stringMatching(
      /another version of it is already loaded in this process[\s\S]*worker processes/,
    ),
    cause: 'ERR_DLOPEN_FAILED',
    count: 1,
  });
});
