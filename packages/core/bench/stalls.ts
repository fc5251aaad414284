import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Atlas, buildAtlas, openAtlas, type Paper, readPapers, serveAtlas } from '../src/node.ts';
import { createRowEmbedder, makePapers } from './made-corpus.ts';
import type { PerformanceRow } from './performance.ts';
import { type Stall, StallWatch } from './stalls/stall-watch.ts';

export const question =
  'For how long does the event loop of a program stand still while it builds, changes, searches or serves an atlas?';

export interface BenchOptions {
  /** 2,000 papers instead of 87,248. */
  readonly quick: boolean;
  /** A file of papers instead of made ones, or `count=N`. Vectors are made in either case. */
  readonly args: readonly string[];
  readonly print: (line: string) => void;
}

/** The longest of each thing that is done. */
type Stalls = Readonly<Record<string, Stall>>;

export interface StallsResult {
  readonly papers: number;
  readonly building: Stalls;
  readonly changing: Stalls;
  readonly searching: Stalls;
  readonly serving: Stalls;
}

/** Times that each question is asked after the first. */
const ROUNDS = 5;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function run({ quick, args, print }: BenchOptions): Promise<StallsResult> {
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const wanted = Number(given.get('count') ?? (quick ? 2000 : 87_248));
  const file = args.find((arg) => !arg.includes('='));
  const pool =
    file === undefined
      ? makePapers(Math.round(1.01 * wanted)).map(withFields)
      : (await readPapers(file)).papers.slice(0, wanted);
  const embedder = createRowEmbedder(pool);
  // One in a hundred comes later, as many go then.
  const count = Math.round(pool.length / 1.01);
  const change = pool.length - count;
  const out = await mkdtemp(join(tmpdir(), 'paper-atlas-stalls-'));
  const explorer = await mkdtemp(join(tmpdir(), 'paper-atlas-no-explorer-'));
  const watch = new StallWatch();
  const build = async (papers: readonly Paper[]): Promise<Stalls> => {
    watch.begin('check');
    await buildAtlas(papers, { out, embedder, onProgress: ({ stage }) => watch.begin(stage) });
    return watch.take();
  };
  const tell = (what: string, stalls: Stalls): Stalls => {
    const list = Object.entries(stalls).map(([doing, { wall, own }]) => `${doing} ${own} (${wall})`);
    print(`${what}, longest stall in ms, by the clock in brackets: ${list.join(', ')}`);
    return stalls;
  };
  try {
    const building = tell('building', await build(pool.slice(0, count)));
    const changed = pool.slice(change).map((paper, row) => (row % 100 === 7 ? edited(paper) : paper));
    const changing = tell('changing', await build(changed));
    watch.begin('open');
    const atlas = await openAtlas(out, { embedder: async () => embedder });
    const searching = tell('searching', await search(atlas, watch));
    await writeFile(join(explorer, 'index.html'), '<!doctype html><title>none</title>');
    const server = await serveAtlas(out, { port: 0, explorer });
    // To start a process takes longer the more memory this one has, and is no part of serving.
    const reader = fork(here('stalls/fetch-all.mjs'), [server.url, String(ROUNDS)], { execArgv: [] });
    await once(reader, 'message');
    watch.begin('serve');
    reader.send('go');
    const [code] = await once(reader, 'exit');
    if (code !== 0) throw new Error(`reading the served files ended with code ${code}`);
    const serving = tell('serving', watch.take());
    await server.close();
    await atlas.dispose();
    return { papers: count, building, changing, searching, serving };
  } finally {
    watch.stop();
    for (const folder of [out, explorer]) await rm(folder, { recursive: true, force: true });
  }
}

/** What a program asks of an open atlas; the first time is noted by itself, since much is made then. */
async function search(atlas: Atlas, watch: StallWatch): Promise<Stalls> {
  const { papers } = atlas;
  const title = (round: number) => papers[(round * 997) % papers.length]!.title;
  const id = (round: number) => papers[(round * 997) % papers.length]!.id;
  const asked: Record<string, (round: number) => Promise<unknown>> = {
    semantic: (round) => atlas.search(title(round), { mode: 'semantic' }),
    keyword: (round) => atlas.search(title(round), { mode: 'keyword' }),
    hybrid: (round) => atlas.search(title(round)),
    'prefix of a word': (round) => atlas.search(title(round).slice(0, -2), { isPrefix: true }),
    'filter of years': (round) => atlas.search(`${title(round)} year:2003..2010`),
    'filter of authors': (round) =>
      atlas.search(title(round), { filter: { authors: papers[round]!.authors.slice(0, 1) } }),
    'filter of a column': (round) =>
      atlas.search(title(round), { filter: { columns: { area: [String(papers[round]!.extra['area'])] } } }),
    phrase: (round) => atlas.search(`${title(round)} "${title(round).split(' ').slice(2, 4).join(' ')}"`),
    'without a word': (round) => atlas.search(`${title(round)} -networks`),
    'filter alone': () => atlas.search('year:2003..2010'),
    similar: (round) => atlas.similar(id(round)),
    'similar to several': (round) => atlas.similar([id(round), id(round + 1)], { dislike: [id(round + 2)] }),
    diverse: (round) => atlas.search(title(round), { diverse: true }),
    'all papers': (round) => atlas.rank(title(round)),
    path: (round) => atlas.path(id(round), id(round + 3)),
  };
  for (const [kind, ask] of Object.entries(asked)) {
    watch.begin(`${kind}, first`);
    await ask(1);
    watch.begin(kind);
    for (let round = 2; round < 2 + ROUNDS; round++) await ask(round);
  }
  return watch.take();
}

function withFields(paper: Paper, row: number): Paper {
  return {
    ...paper,
    authors: [0, 1, 2].map((i) => `Ada ${(row * 7 + i * 31) % 9000} Lovelace`),
    venue: `Venue ${row % 40}`,
    categories: [`c${row % 17}`, `c${row % 23}`],
    extra: { area: `a${row % 9}` },
  };
}

function edited(paper: Paper): Paper {
  return { ...paper, abstract: `${paper.abstract} Edited 1.` };
}

/** Longer than this nothing may stand still. */
const MOST_MS = 50;

export function listPerformance(result: StallsResult): PerformanceRow[] {
  const { papers, building, changing, searching, serving } = result;
  const longest = (stalls: Stalls): number => Math.max(...Object.values(stalls).map(({ own }) => own));
  const kinds = [building, changing, searching, serving].map(longest);
  const over = Object.entries({ building, changing, searching, serving }).flatMap(([during, stalls]) =>
    Object.entries(stalls)
      .filter(([, { own }]) => own > MOST_MS)
      .map(([doing, { own }]) => `${during}, “${doing}” ${own.toFixed(0)} ms`),
  );
  return [
    {
      what: `longest stall of the event loop, time of the thread itself, ${papers.toLocaleString('en')} papers: building, changing, searching, serving`,
      ours: `${kinds.map((stall) => stall.toFixed(0)).join(', ')} ms`,
      peers: '',
      wanted: `at most ${MOST_MS} ms`,
      isReached: over.length === 0,
      why: `longer: ${over.join('; ')}; docs/growing.md says of what`,
    },
  ];
}
