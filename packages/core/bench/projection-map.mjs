// One contender of the bench `projection`, a process of its own: reads the kNN graph from a folder, writes the map there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [contender, folder, seedText, peersFolder] = process.argv.slice(2);
const { count, k, dimension, nNeighbors, minDist, nEpochs } = JSON.parse(
  readFileSync(join(folder, 'shape.json'), 'utf8'),
);
const seed = Number(seedText);
const bytes = (name) => Uint8Array.from(readFileSync(join(folder, name))).buffer;
const indices = new Int32Array(bytes('indices.i32'));
const distances = new Float32Array(bytes('distances.f32'));

/** Each gives x and y of every paper, and is loaded before the clock starts. */
const contenders = {
  async 'paper-atlas'() {
    const { buildProjection } = await import('../dist/index.js');
    const vectors = { data: new Float32Array(bytes('vectors.f32')), count, dimension };
    const graph = { indices, distances, count, k };
    return async () => (await buildProjection(graph, { nNeighbors, minDist, nEpochs, seed, vectors })).xy;
  },
  async 'umap-js'() {
    const { UMAP } = await import('umap-js');
    const { createRandom } = await import('../dist/math/random.js');
    return async () => {
      const rowsOf = (values, own) =>
        Array.from({ length: count }, (_, row) => [own(row), ...values.subarray(row * k, (row + 1) * k)]);
      const rows = rowsOf(indices, (row) => row);
      const umap = new UMAP({ nNeighbors, minDist, nEpochs, random: createRandom(seed) });
      umap.setPrecomputedKNN(
        rows,
        rowsOf(distances, () => 0),
      );
      return Float32Array.from((await umap.fitAsync(rows)).flat());
    };
  },
  async 'embedding-atlas'() {
    const file = join(peersFolder, 'node_modules', 'embedding-atlas', 'dist', 'umap.js');
    const { createUMAPFromKNN } = await import(pathToFileURL(file).href);
    return async () => {
      const umap = await createUMAPFromKNN(count, 2, indices, distances, { minDist, nEpochs, seed });
      await umap.run();
      return Float32Array.from(umap.embedding);
    };
  },
};

const map = await contenders[contender]();
const baseBytes = process.memoryUsage.rss();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
// The first beat is not counted: a task that blocks at once would not be seen.
await new Promise((resolve) => setTimeout(resolve, 20));
const start = performance.now();
const xy = await map();
const seconds = (performance.now() - start) / 1000;
await new Promise((resolve) => setTimeout(resolve, 20));
writeFileSync(join(folder, 'map.f32'), new Uint8Array(xy.buffer));
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, stallMilliseconds: delay.max / 1e6, peakBytes, baseBytes }));
