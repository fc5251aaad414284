import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkerPool, openAtlas, openModelFolder, paperText, rowOf } from 'paper-atlas/node';
import { expect, inject, test } from 'vitest';
import { openExplorer } from '../support/browser.ts';
import { describeInBrowser, waitForMeaning } from '../support/explorer-page.ts';
import { EXPLORER } from '../support/static-site.ts';

interface Reference {
  readonly items: readonly { readonly text: string }[];
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('../fixtures/minilm-fp32.json', import.meta.url), 'utf8'),
);

/** Embeds texts in the page, by the very worker that the explorer asks. */
interface Embedding {
  readonly worker: string;
  readonly model: unknown;
  readonly texts: readonly string[];
}

async function embedInPage({ worker: file, model, texts }: Embedding): Promise<number[][]> {
  const worker = new Worker(new URL(`assets/${file}`, location.href), { type: 'module' });
  let next = 0;
  const call = (name: string, input: unknown) =>
    new Promise<Float32Array>((resolve, reject) => {
      const asked = next++;
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data: { id, output, error } }) => {
        if (id !== asked || (output === undefined && error === undefined)) return;
        if (error === undefined) resolve(output);
        else reject(new Error(error.message));
      };
      worker.postMessage({ id: asked, name, input });
    });
  const beside = (name: string) => new URL(name, location.href).href;
  await call('load', { model, modelsUrl: beside('models/'), runtimeUrl: beside('runtime/') });
  const vectors: number[][] = [];
  for (const text of texts) vectors.push(Array.from(await call('embed', { text, as: 'query' })));
  worker.terminate();
  return vectors;
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return dot / Math.sqrt(aa * bb);
}

describeInBrowser('vectors', () => {
  test('made in the browser have a cosine of .985, in the mean of .99, to Node’s, on the reference texts and the seed', {
    timeout: 600_000,
  }, async () => {
    await using atlas = await openAtlas(inject('seedAtlas'));
    const { spec, path } = await openModelFolder();
    const pool = createWorkerPool({ model: spec, location: path });
    const references = reference.items.map(({ text }) => text);
    const inNode = await pool.embed(references, 'query').finally(() => pool.dispose());
    const seed = await atlas.embeddings();

    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const worker = readdirSync(join(EXPLORER, 'assets')).find((name) => /^model-worker-.*\.js$/.test(name))!;
    const texts = [...references, ...atlas.papers.map(paperText)];
    page.setDefaultTimeout(0);
    const vectors = await page.evaluate(embedInPage, { worker, model: atlas.manifest.model, texts });

    expect(vectors).toHaveLength(31 + 209);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const sets = {
      references: vectors.slice(0, 31).map((vector, row) => cosine(vector, rowOf(inNode, row))),
      seed: vectors.slice(31).map((vector, row) => cosine(vector, rowOf(seed, row))),
    };
    for (const [name, cosines] of Object.entries(sets)) {
      const [least, mean] = [Math.min(...cosines), cosines.reduce((a, b) => a + b) / cosines.length];
      console.info(`${name}: cosine to Node's min ${least.toFixed(4)}, mean ${mean.toFixed(4)}`);
      expect(least, name).toBeGreaterThanOrEqual(0.985);
      expect(mean, name).toBeGreaterThanOrEqual(0.99);
    }
  });
});
