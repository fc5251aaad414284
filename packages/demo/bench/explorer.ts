import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openAtlas, serveAtlas } from 'paper-atlas/node';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { PerformanceRow } from '../../core/bench/performance.ts';
import { words } from '../src/words.ts';
import { buildFromFile, makeLargeAtlas } from './made-atlas.ts';
import { traceTasks } from './page-tasks.ts';
import { measureGesture, pickQuantile, watchPage } from './page-watch.ts';

export const question =
  'How fast is the explorer without a GPU: first map, panning and zooming 5,000 papers, typing to list, main-thread tasks, bytes before the model?';

/** It measures the built explorer. */
export const explorer = true;

export interface BenchOptions {
  /** Two loads, short gestures and one text typed. */
  readonly quick: boolean;
  /** `count=N` papers to pan, `papers=FILE` instead of made ones, `explorer=FOLDER` built elsewhere, `part=load|pan|type|tasks`. */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const OUT = join(ROOT, 'out');
const SEED_ATLAS = join(OUT, 'rationalization.atlas');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
const WINDOW = { width: 1440, height: 900 };
const TEXTS = ['does an explanation show how the model came to its answer', 'unfaithful chain of thought'];
/** A brisk typist. */
const KEY_MS = 130;

interface Figures {
  [name: string]: number | Figures;
}

export async function run({ quick, args, print }: BenchOptions): Promise<Figures> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  if (!existsSync(SEED_ATLAS)) throw new Error(`there is no ${SEED_ATLAS}; npm start makes it`);
  const count = Number(given.get('count') ?? 5000);
  const file = given.get('papers');
  const large = join(OUT, file === undefined ? `bench-${count}.atlas` : 'bench-papers.atlas');
  if (given.get('part') === undefined || given.get('part') === 'pan') {
    if (file === undefined) await makeLargeAtlas({ seedAtlas: SEED_ATLAS, count, out: large });
    else await buildFromFile(resolve(ROOT, file), large);
  }
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const elsewhere = given.get('explorer');
  const figures: Figures = {};
  const visit = async (atlas: string, work: (visit: Visit) => Promise<void>): Promise<void> => {
    const server = await serveAtlas(atlas, {
      port: 0,
      ...(elsewhere === undefined ? {} : { explorer: elsewhere }),
    });
    const context = await browser.newContext({ viewport: WINDOW });
    const page = await context.newPage();
    try {
      await watchPage(page);
      await work({ context, page, url: server.url });
    } finally {
      await context.close();
      await server.close();
    }
  };
  const parts: Record<string, () => Promise<void>> = {
    async load() {
      const times: number[] = [];
      let bytes: Figures = {};
      for (let at = 0; at < (quick ? 2 : 7); at++)
        await visit(SEED_ATLAS, async ({ page, context, url }) => {
          const counted = countBytes({ context, url });
          await page.goto(url);
          times.push(await firstMap(page));
          await waitForModel(page);
          bytes = await counted();
        });
      times.sort((a, b) => a - b);
      figures['firstMapMs'] = { median: pickQuantile(times, 0.5), worst: times.at(-1)!, runs: times.length };
      figures['bytes'] = bytes;
      print(`first map             ${times.map((time) => time.toFixed(0)).join(' ')} ms`);
      print(`bytes, compressed     ${JSON.stringify(bytes)}`);
    },
    async tasks() {
      await visit(SEED_ATLAS, async ({ page, url }) => {
        const tasks = await traceTasks(browser, page, async () => {
          await page.goto(url);
          await firstMap(page);
          await waitForModel(page);
          await page.waitForTimeout(500);
        });
        for (const task of tasks.slice(0, 5))
          print(
            `task of the page      ${task.durationMs.toFixed(0)} ms (${task.cpuMs.toFixed(0)} of its own) at ${task.startMs.toFixed(0)}: ${task.parts.join(', ')}`,
          );
        figures['longestTaskMs'] = tasks[0]?.durationMs ?? 0;
        figures['longestTaskCpuMs'] = Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs));
      });
    },
    async pan() {
      const { papers } = await openAtlas(large);
      for (const [gesture, k] of [
        ['pan', 1],
        ['pan', 4],
        ['zoom', 1],
      ] as const)
        await visit(large, async ({ page, url }) => {
          await page.goto(`${url}/${k === 1 ? '' : `?view=0,0,${k}`}`);
          await firstMap(page);
          await waitForModel(page);
          await page.waitForTimeout(500);
          const measured = await measureGesture(page, gesture, quick ? 2000 : 6000);
          figures[`${gesture}At${k}`] = { ...measured, papers: papers.length };
          print(`${`${gesture}, ${papers.length} papers, k ${k}`.padEnd(30)}${JSON.stringify(measured)}`);
        });
    },
    async type() {
      await visit(SEED_ATLAS, async ({ page, url }) => {
        await page.goto(url);
        await waitForModel(page);
        const search = page.getByRole('searchbox');
        for (const text of quick ? TEXTS.slice(1) : [...TEXTS, ...TEXTS]) {
          await search.fill('');
          await search.pressSequentially(text, { delay: KEY_MS });
          await page.waitForTimeout(500);
        }
        const times = (await page.evaluate(() => window.watch.keyToList)).sort((a, b) => a - b);
        figures['typingToListMs'] = {
          median: pickQuantile(times, 0.5),
          p95: pickQuantile(times, 0.95),
          keys: times.length,
        };
        print(`typing to list        ${JSON.stringify(figures['typingToListMs'])}`);
      });
    },
  };
  try {
    for (const [name, part] of Object.entries(parts)) if ((given.get('part') ?? name) === name) await part();
  } finally {
    await browser.close();
  }
  return figures;
}

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly url: string;
}

async function firstMap(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => window.watch.firstMap || null);
  return Number(await found.jsonValue());
}

async function waitForModel(page: Page): Promise<void> {
  await page.getByRole('search').getByText(words.model.ready).waitFor({ timeout: 120_000 });
}

/** Bytes of the bodies as they came over the network, to the page and to its workers, by what they are for. */
function countBytes({ context, url }: Pick<Visit, 'context' | 'url'>): () => Promise<Figures> {
  const sums: Record<string, number> = {};
  const counting: Promise<void>[] = [];
  context.on('requestfinished', (request) => {
    const path = request.url().slice(url.length);
    counting.push(
      request.sizes().then(({ responseBodySize }) => {
        const kind = kindOf(path);
        sums[kind] = (sums[kind] ?? 0) + responseBodySize;
      }),
    );
  });
  return async () => {
    await Promise.all(counting);
    return sums;
  };
}

function kindOf(path: string): string {
  const beside = /^\/(models|runtime|atlas)\//.exec(path)?.[1];
  if (beside !== undefined) return beside;
  if (path.endsWith('.woff2')) return 'fonts';
  return /\/(transformers|model-worker)/.test(path) ? 'code that runs the model' : 'code and styles';
}

/** Code, styles and fonts that come before the model and the vectors, in bytes. */
const MOST_BYTES = 300_000;

/** What of the figures stands in the table of performance, as far as it was measured. */
export function listPerformance(figures: Figures): PerformanceRow[] {
  const of = (...path: readonly string[]): number | undefined => {
    let value: number | Figures | undefined = figures;
    for (const key of path) value = typeof value === 'object' ? value[key] : undefined;
    return typeof value === 'number' ? value : undefined;
  };
  const rows: PerformanceRow[] = [];
  const add = (
    what: string,
    measured: number | undefined,
    most: number,
    unit: string,
    more: Partial<PerformanceRow> = {},
  ) => {
    if (measured === undefined) return;
    const ours = `${measured >= 100 ? measured.toFixed(0) : measured.toFixed(1)} ${unit}`;
    rows.push({
      what,
      ours,
      peers: '',
      wanted: `at most ${most} ${unit}`,
      isReached: measured <= most,
      ...more,
    });
  };
  const before = (of('bytes', 'code and styles') ?? Number.NaN) + (of('bytes', 'fonts') ?? 0);
  add('explorer: first map after navigation, median', of('firstMapMs', 'median'), 1000, 'ms');
  if (!Number.isNaN(before))
    add('code, styles and fonts before the model, compressed', before / 1000, MOST_BYTES / 1000, 'kB');
  for (const [gesture, name] of [
    ['panAt1', 'panning'],
    ['zoomAt1', 'zooming'],
  ] as const)
    add(
      `${name} ${of(gesture, 'papers')?.toLocaleString('en')} papers without a GPU, a frame at the 95th percentile`,
      of(gesture, 'p95Ms'),
      17,
      'ms',
    );
  add('typed key to list, 95th percentile', of('typingToListMs', 'p95'), 80, 'ms');
  add('longest task of the page while the model loads', of('longestTaskMs'), 50, 'ms');
  return rows;
}
