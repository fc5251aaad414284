import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAtlas, type Paper, serveAtlas } from 'paper-atlas/node';
import { chromium } from 'playwright-core';
import { words } from '../src/words.ts';
import { traceTasks } from './page-tasks.ts';
import { measureGesture, watchPage } from './page-watch.ts';

export const question =
  'How long does a browser take to make an atlas of 500 abstracts, and is the page free meanwhile: longest main-thread task, frames of a pan?';

/** It measures the built explorer. */
export const explorer = true;

export interface BenchOptions {
  /** Thirty papers. */
  readonly quick: boolean;
  /** `papers=FILE` instead of made ones, `count=N` made ones. */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const SEED_ATLAS = join(ROOT, 'out/rationalization.atlas');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
const WINDOW = { width: 1440, height: 900 };
/** Of the map being dragged, while the papers are embedded. */
const PAN_MS = 5000;
const MINUTES = 15;

interface Figures {
  [name: string]: number | string | Figures;
}

export async function run({ quick, args, print }: BenchOptions): Promise<Figures> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  if (!existsSync(SEED_ATLAS)) throw new Error(`there is no ${SEED_ATLAS}; npm start makes it`);
  const { papers } = await openAtlas(SEED_ATLAS);
  const path = given.get('papers');
  const folder = mkdtempSync(join(tmpdir(), 'own-papers-'));
  // Given by its path, as a reader's file is: bytes would be decoded in the page, in a task that is the bench's own.
  const file = path === undefined ? join(folder, 'made.jsonl') : resolve(ROOT, path);
  if (path === undefined)
    writeFileSync(file, repeatPapers(papers, Number(given.get('count') ?? (quick ? 30 : 500))));
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const server = await serveAtlas(SEED_ATLAS, { port: 0 });
  try {
    const page = await (await browser.newContext({ viewport: WINDOW })).newPage();
    await watchPage(page);
    await page.goto(server.url);
    await page.getByRole('search').getByText(words.model.ready).waitFor({ timeout: 120_000 });
    const times: Figures = {};
    let pan = {};
    // This process has next to nothing to do: what it is kept waiting for, others on the machine took.
    const waits = monitorEventLoopDelay({ resolution: 5 });
    const tasks = await traceTasks(browser, page, async () => {
      const begun = performance.now();
      waits.enable();
      const note = (name: string) => {
        times[name] = Math.round(performance.now() - begun) / 1000;
        print(`${name.padEnd(22)}${times[name]} s`);
      };
      await page.locator('dialog input[type=file]').setInputFiles(file);
      const dialog = page.getByRole('dialog', { name: words.own.title });
      await dialog.locator('.found-count').waitFor();
      note('read');
      await dialog.locator('.action').click();
      await page
        .locator('.work-line')
        .filter({ hasText: EMBEDDING, visible: true })
        .waitFor({ timeout: 120_000 });
      note('model started');
      pan = await measureGesture(page, 'pan', quick ? 1000 : PAN_MS);
      await page.waitForFunction(() => location.search.includes('own='), null, { timeout: MINUTES * 60_000 });
      await page.getByRole('search').getByText(words.model.ready).waitFor();
      note('shown');
      waits.disable();
    });
    print(`panned meanwhile      ${JSON.stringify(pan)}`);
    for (const task of tasks.slice(0, 5))
      print(
        `task of the page      ${task.durationMs.toFixed(0)} ms (${task.cpuMs.toFixed(0)} of its own) at ${task.startMs.toFixed(0)}: ${task.parts.join(', ')}`,
      );
    const machineWaitMs = waits.max / 1e6;
    print(
      `kept waiting by others ${machineWaitMs.toFixed(0)} ms at most: as much of a task is not the page's`,
    );
    return {
      seconds: times,
      pan,
      machineWaitMs,
      longestTaskMs: tasks[0]?.durationMs ?? 0,
      longestTaskCpuMs: tasks.reduce((most, { cpuMs }) => Math.max(most, cpuMs), 0),
    };
  } finally {
    await server.close();
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** What the card on the map says of it begins so. */
const EMBEDDING = 'Reading for meaning';

/** As many papers, one a line: those of the atlas, and again with their sentences in another order, so that none repeats another. */
function repeatPapers(papers: readonly Paper[], count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const { title, abstract } = papers[at % papers.length]!;
    const turn = Math.floor(at / papers.length);
    const sentences = abstract.split(/(?<=[.!?])\s+/);
    const turned = [...sentences.slice(turn), ...sentences.slice(0, turn)].join(' ');
    return JSON.stringify({
      id: `made-${at}`,
      title: turn === 0 ? title : `${title} (${turn})`,
      abstract: turned,
    });
  });
  return lines.join('\n');
}
