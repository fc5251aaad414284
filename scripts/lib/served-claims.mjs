/**
 * Asks a server for one file of each sort, as a browser would.
 *
 * @param {string} url where the explorer is
 * @returns {Promise<string[]>} what was not as it should be, one sentence each
 */
export async function findServingProblems(url) {
  const page = await ask(`${url}/`);
  const manifest = await ask(`${url}/atlas/manifest.json`);
  const { model, kinds } = JSON.parse((await manifest.text()) || '{}');
  const shard = `atlas/data/${kinds?.papers.shards[0].name}`;
  const script = /<script[^>]+src="(?:\.\/)?([^"]+)"/.exec(await page.text())?.[1] ?? 'no-script.js';
  /** @type {readonly (readonly [name: string, path: string, type: string])[]} */
  const files = [
    ['page', '', 'text/html'],
    ['script', script, 'text/javascript'],
    ['manifest', 'atlas/manifest.json', 'application/json'],
    ['papers', shard, 'application/jsonl'],
    ['model', `models/${model?.id}/onnx/model_quantized.onnx`, 'application/octet-stream'],
    ['tokenizer', `models/${model?.id}/tokenizer.json`, 'application/json'],
    ['WASM', 'runtime/ort-wasm-simd-threaded.wasm', 'application/wasm'],
  ];
  const problems = await Promise.all(
    files.map(async ([name, path, type]) => {
      const response = await ask(`${url}/${path}`);
      const { byteLength } = await response.arrayBuffer();
      return checkAnswer(response, byteLength, type).map((text) => `${name} (/${path}): ${text}`);
    }),
  );
  const outside = await ask(`${url}/package.json`);
  return [...problems.flat(), ...(outside.status === 404 ? [] : ['/package.json: is given out'])];
}

/**
 * @param {Response} response
 * @param {number} bytes
 * @param {string} type
 * @returns {string[]}
 */
function checkAnswer({ status, headers }, bytes, type) {
  /** @param {string} name */
  const header = (name) => headers.get(name) ?? '';
  /** @type {readonly (readonly [string, boolean])[]} */
  const claims = [
    [`expected status 200, got ${status}`, status === 200],
    [`expected ${type}, got ${header('content-type')}`, header('content-type').startsWith(type)],
    ['expected content, got none', bytes > 0],
    ['expected an ETag', header('etag') !== ''],
    ['expected a Content-Security-Policy', header('content-security-policy').includes("default-src 'none'")],
    ['expected nosniff', header('x-content-type-options') === 'nosniff'],
  ];
  return claims.filter(([, holds]) => !holds).map(([claim]) => claim);
}

/** @param {string} address */
async function ask(address) {
  return fetch(address, { signal: AbortSignal.timeout(30_000), headers: { connection: 'close' } });
}
