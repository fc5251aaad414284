import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Embedder, httpFiles, openAtlas as openFiles } from 'paper-atlas';
import { openAtlas } from 'paper-atlas/node';
import { expect, inject, test } from 'vitest';
import { openExplorer } from '../support/browser.ts';
import { describeInBrowser, waitForMeaning } from '../support/explorer-page.ts';
import { EXPLORER } from '../support/static-site.ts';

const QUERIES = 40;
/** A hybrid score is in standard deviations, 3 to 5 from the mean to the best: papers so close to each other may change places. */
const NEAR_TIE = 0.3;

interface Asked {
  readonly atlasWorker: string;
  readonly modelWorker: string;
  readonly model: unknown;
  readonly queries: readonly string[];
}

/** Asks the explorer's own workers: the vector of each query, and the rows of its list. */
async function rankInPage({ atlasWorker, modelWorker, model, queries }: Asked) {
  const beside = (name: string) => new URL(name, location.href).href;
  const connect = (file: string) => {
    const worker = new Worker(beside(`assets/${file}`), { type: 'module' });
    let next = 0;
    // biome-ignore lint/suspicious/noExplicitAny: what each call gives differs
    return (name: string, input: unknown): Promise<any> =>
      new Promise((resolve, reject) => {
        const id = next++;
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
          if (data.id !== id || 'report' in data) return;
          if ('error' in data) reject(new Error(data.error.message));
          else resolve(data.output);
        };
        worker.postMessage({ id, name, input });
      });
  };
  const place = { modelsUrl: beside('models/'), runtimeUrl: beside('runtime/') };
  const askModel = connect(modelWorker);
  await askModel('load', { model, ...place });
  const askAtlas = connect(atlasWorker);
  await askAtlas('open', { url: beside('atlas/') });
  await askAtlas('loadModel', place);
  const answers: { vector: number[]; rows: number[] }[] = [];
  for (const query of queries) {
    const vector: Float32Array = await askModel('embed', { text: query, as: 'query' });
    const question = { query, mode: 'hybrid', filter: {}, liked: [], disliked: [], isPrefix: false };
    const { rows } = await askAtlas('rank', question);
    answers.push({ vector: Array.from(vector), rows: Array.from(rows as Int32Array) });
  }
  return answers;
}

describeInBrowser('rankings', () => {
  test('are the same in browser and Node with the same vectors, and but for near ties with their own', {
    timeout: 600_000,
  }, async () => {
    const queries = readFileSync(new URL('../quality/seed-queries/queries.jsonl', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): string => JSON.parse(line).text)
      .slice(0, QUERIES);
    expect(queries).toHaveLength(QUERIES);
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const assets = readdirSync(join(EXPLORER, 'assets'));
    const fileOf = (name: string) =>
      assets.find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'))!;
    await using atlas = await openAtlas(inject('seedAtlas'));
    const { model } = atlas.manifest;
    page.setDefaultTimeout(0);
    const answers = await page.evaluate(rankInPage, {
      atlasWorker: fileOf('atlas-worker'),
      modelWorker: fileOf('model-worker'),
      model,
      queries,
    });

    let given = new Float32Array(0);
    const embedder: Embedder = {
      model,
      embed: async () => ({ data: given, count: 1, dimension: model.dimension }),
      dispose: async () => {},
    };
    await using same = await openFiles(httpFiles(new URL('atlas/', inject('explorer')).href), {
      embedder: async () => embedder,
    });
    let overlap = 0;
    let widest = 0;
    for (const [at, query] of queries.entries()) {
      const { vector, rows } = answers[at]!;
      given = Float32Array.from(vector);
      expect(Array.from((await same.rank(query)).rows), query).toEqual(rows);

      const own = await atlas.rank(query);
      const scoreOf = new Map(Array.from(own.rows, (row, rank) => [row, own.scores[rank]!]));
      const best = new Set(own.rows.subarray(0, 10));
      overlap += rows.slice(0, 10).filter((row) => best.has(row)).length / 10 / QUERIES;
      for (let i = 0; i < 10; i++)
        for (let j = i + 1; j < rows.length; j++)
          widest = Math.max(widest, scoreOf.get(rows[j]!)! - scoreOf.get(rows[i]!)!);
    }
    console.info(
      `top 10 of browser and Node: overlap ${overlap.toFixed(3)}, widest swap ${widest.toFixed(3)} sd`,
    );
    expect(overlap).toBeGreaterThanOrEqual(0.95);
    expect(widest).toBeLessThan(NEAR_TIE);
  });
});
