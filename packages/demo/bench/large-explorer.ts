import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serveAtlas } from 'paper-atlas/node';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { PerformanceRow } from '../../core/bench/performance.ts';
import { words } from '../src/words.ts';
import { makeCorpusAtlas } from './corpus-atlas.ts';
import { type HeldMemory, residentBytes, watchMemory } from './page-memory.ts';
import { pickQuantile, watchPage } from './page-watch.ts';

export const question =
  'What does the explorer take of a large corpus: bytes and time to the map, to words and to everything, memory, typing to list?';

/** It measures the built explorer. */
export const explorer = true;

export interface BenchOptions {
  /** The sample instead of a corpus, and one text typed. */
  readonly quick: boolean;
  /** `corpus=FILE` papers, of which an atlas is made and kept, or `atlas=FOLDER`; `explorer=FOLDER` built elsewhere. */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const SEED_ATLAS = join(ROOT, 'out', 'rationalization.atlas');
const MADE_ATLAS = join(ROOT, '.cache', 'bench-corpus.atlas');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
const WINDOW = { width: 1440, height: 900 };
const TEXTS = ['does an explanation show how the model came to its answer', 'unfaithful chain of thought'];
/** A brisk typist. */
const KEY_MS = 130;
const PATIENCE = 300_000;

/** What has come, and what is held, when a part is ready. */
interface Arrival {
  readonly ms: number;
  /** Over the network since the navigation, without code and model. */
  readonly atlasBytes: number;
}

export interface LargeExplorerResult {
  readonly papers: number;
  readonly firstMap: Arrival;
  readonly wordsReady: Arrival;
  readonly everythingReady: Arrival;
  readonly longestTaskMs: number;
  /** With the model, after the typing. */
  readonly memory: readonly HeldMemory[];
  readonly residentBytes: number;
  readonly blankResidentBytes: number;
  readonly typing: {
    readonly [mode: string]: { readonly p50: number; readonly p95: number; readonly keys: number };
  };
}

export async function run({ quick, args, print }: BenchOptions): Promise<LargeExplorerResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const atlas = quick ? SEED_ATLAS : resolve(ROOT, given.get('atlas') ?? MADE_ATLAS);
  const corpus = given.get('corpus');
  if ((quick || corpus !== undefined) && !existsSync(SEED_ATLAS))
    throw new Error(`there is no ${SEED_ATLAS}; npm start makes it`);
  if (corpus !== undefined)
    await makeCorpusAtlas({ corpus: resolve(ROOT, corpus), modelAtlas: SEED_ATLAS, out: atlas });
  const elsewhere = given.get('explorer');
  const server = await serveAtlas(atlas, {
    port: 0,
    ...(elsewhere === undefined ? {} : { explorer: elsewhere }),
  });
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const result = await measure(browser, server.url, quick);
    print(`papers                ${result.papers.toLocaleString('en')}`);
    for (const part of ['firstMap', 'wordsReady', 'everythingReady'] as const)
      print(
        `${part.padEnd(22)}${result[part].ms.toFixed(0)} ms, ${inMB(result[part].atlasBytes)} of the atlas`,
      );
    print(`longest task          ${result.longestTaskMs.toFixed(0)} ms`);
    for (const { name, heap, buffers } of result.memory)
      print(`held by ${name.padEnd(14)}${inMB(heap)} objects, ${inMB(buffers)} buffers`);
    print(`resident              ${inMB(result.residentBytes)}, blank ${inMB(result.blankResidentBytes)}`);
    for (const [mode, { p50, p95, keys }] of Object.entries(result.typing))
      print(`typing, ${mode.padEnd(14)}p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${keys} keys`);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measure(browser: Browser, url: string, quick: boolean): Promise<LargeExplorerResult> {
  const context = await browser.newContext({ viewport: WINDOW });
  const page = await context.newPage();
  const blank = await residentBytes(browser);
  const memoryOf = await watchMemory(page);
  await watchPage(page);
  let atlasBytes = 0;
  const counting: Promise<void>[] = [];
  context.on('requestfinished', (request) => {
    if (!request.url().startsWith(`${url}/atlas/`)) return;
    const count = async () => {
      atlasBytes += (await request.sizes()).responseBodySize;
    };
    counting.push(count());
  });
  const arrival = async (ms: number): Promise<Arrival> => {
    await Promise.all(counting);
    return { ms, atlasBytes };
  };
  const sinceStart = () => page.evaluate(() => performance.now());

  await page.goto(url);
  const drawn = await page.waitForFunction(() => window.watch.firstMap || null, null, { timeout: PATIENCE });
  const firstMap = await arrival(Number(await drawn.jsonValue()));
  await page.locator('.status-about').waitFor({ timeout: PATIENCE });
  await page.getByRole('searchbox').fill('attention');
  await page.locator('.hit').first().waitFor({ timeout: PATIENCE });
  const wordsReady = await arrival(await sinceStart());
  await page.getByRole('searchbox').fill('');
  await page.getByRole('search').getByText(words.model.ready).waitFor({ timeout: PATIENCE });
  const everythingReady = await arrival(await sinceStart());
  const longestTaskMs = await page.evaluate(() =>
    Math.max(0, ...window.watch.longTasks.map(({ duration }) => duration)),
  );
  const typing: Record<string, LargeExplorerResult['typing'][string]> = {};
  for (const mode of ['keyword', 'hybrid'] as const) typing[mode] = await measureTyping(page, mode, quick);
  const papers = Number((await page.locator('.status-about').textContent())!.replace(/\D/g, ''));
  const memory = [...(await memoryOf()), await vectorMemory(url)];
  return {
    papers,
    firstMap,
    wordsReady,
    everythingReady,
    longestTaskMs,
    memory,
    residentBytes: await residentBytes(browser),
    blankResidentBytes: blank,
    typing,
  };
}

async function measureTyping(page: Page, mode: 'keyword' | 'hybrid', quick: boolean) {
  const search = page.getByRole('searchbox');
  // The list of another mode is asked for anew.
  await search.fill('warm');
  await page.locator(`.mode-input[value=${mode}]`).check({ force: true });
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    window.watch.keyToList = [];
  });
  for (const text of quick ? TEXTS.slice(1) : [...TEXTS, ...TEXTS]) {
    await search.fill('');
    await search.pressSequentially(text, { delay: KEY_MS });
    // The last key has its list before the next text begins.
    await page.waitForFunction(
      (asked) => document.querySelector('.legend-query')?.textContent === asked,
      text,
      { timeout: PATIENCE },
    );
    await page.waitForTimeout(500);
  }
  const times = (await page.evaluate(() => window.watch.keyToList)).sort((a, b) => a - b);
  return { p50: pickQuantile(times, 0.5), p95: pickQuantile(times, 0.95), keys: times.length };
}

/** The vectors lie in a memory of WebAssembly, which the browser's figures leave out. */
async function vectorMemory(url: string): Promise<HeldMemory> {
  const manifest: unknown = await (await fetch(`${url}/atlas/manifest.json`)).json();
  const { papers, dimension } = (manifest as { counts: { papers: number; dimension: number } }).counts;
  return { name: 'vectors', heap: 0, buffers: 4 * papers * dimension };
}

function inMB(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

const WHY_TYPING =
  'in the median the worker answers after 36 ms by words and 43 by both, the model’s reading included; the list stands 4 later, its frame and layout take 10; the slow keys are those beside which something else runs on the two cores';

/** Papers from which the goals hold. */
const LARGE = 80_000;

export function listPerformance(result: LargeExplorerResult): PerformanceRow[] {
  const isLarge = result.papers >= LARGE;
  const corpus = `${result.papers.toLocaleString('en')} papers`;
  const row = (what: string, measured: number, most: number, unit: string): PerformanceRow => ({
    what: `${what}, ${corpus}`,
    ours: `${measured.toFixed(measured < 10 ? 2 : 0)} ${unit}`,
    peers: '',
    wanted: isLarge ? `at most ${most} ${unit}` : '',
    isReached: !isLarge || measured <= most,
    ...(unit === 'ms' ? { why: WHY_TYPING } : {}),
  });
  const held = (isCounted: (name: string) => boolean) =>
    result.memory
      .filter(({ name }) => isCounted(name))
      .reduce((sum, { heap, buffers }) => sum + heap + buffers, 0) / 1e6;
  return [
    row('explorer: of the atlas, to the first map', result.firstMap.atlasBytes / 1e6, 1.2, 'MB'),
    row(
      'memory of the page and the atlas worker, everything read',
      held((name) => !name.includes('model')),
      350,
      'MB',
    ),
    row('typed key to list by words, 95th percentile', result.typing['keyword']!.p95, 80, 'ms'),
    row('typed key to list by meaning and words, 95th percentile', result.typing['hybrid']!.p95, 80, 'ms'),
  ];
}
