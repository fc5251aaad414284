// One contender of the bench `embed`, a process of its own: the feature-extraction pipeline of a version of
// transformers.js as its documentation shows it. Arguments: texts (JSON), module to import, models folder, batch size.
import { readFileSync } from 'node:fs';

const [textsFile, module, models, batch] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(textsFile, 'utf8'));
const size = Number(batch);
const { env, pipeline } = await import(module);
env.localModelPath = models;
env.allowRemoteModels = false;
// Version 2 chooses the int8 weights by itself, version 4 by `dtype`.
const extract = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', { dtype: 'q8' });
const options = { pooling: 'mean', normalize: true };
await extract(texts.slice(0, 8), options);
const start = performance.now();
for (let at = 0; at < texts.length; at += size) await extract(texts.slice(at, at + size), options);
const seconds = (performance.now() - start) / 1000;
console.log(
  JSON.stringify({
    textsPerSecond: texts.length / seconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
